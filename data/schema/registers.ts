import {
  booleanOrEmpty,
  instant,
  instantOrEmpty,
  integerOrEmpty,
  numberOrEmpty,
  oneOf,
  table,
  text,
  textOrEmpty,
} from './field.ts';

export const place = table({
  name: 'place',
  kind: 'register',
  about: 'Where things happen.',
  key: ['place_id'],
  fields: {
    place_id: text('unique within the data set'),
    kind: oneOf(['hotel', 'station', 'airport', 'pier', 'checkpoint', 'outlet', 'cell'], 'what the place is'),
    name: textOrEmpty('name of the place'),
    lat: numberOrEmpty('latitude in degrees', { min: -90, max: 90 }),
    lon: numberOrEmpty('longitude in degrees', { min: -180, max: 180 }),
    area_id: text('the area a unit is responsible for'),
    border_km: numberOrEmpty('distance to the border in kilometres', { min: 0, max: 20000 }),
  },
});

export const person = table({
  name: 'person',
  kind: 'register',
  about: 'Civil register.',
  key: ['id_no'],
  fields: {
    id_no: text('national id', { guard: 'identifier' }),
    name: textOrEmpty('registered name', { guard: 'identifier' }),
    birth_year: integerOrEmpty('year of birth', { min: 1880, max: 2100, guard: 'audit' }),
    home_area: textOrEmpty('area of residence'),
    audit_group: textOrEmpty('for counting wrongful flags only, never a feature', { guard: 'audit' }),
  },
});

export const subscription = table({
  name: 'subscription',
  kind: 'register',
  about: 'Who holds which phone number, and when.',
  key: ['phone', 'id_no', 'valid_from'],
  ordered: [['valid_from', 'valid_to']],
  fields: {
    phone: text('phone number', { guard: 'identifier' }),
    id_no: text('holder', { guard: 'identifier' }),
    valid_from: instant('first moment of validity'),
    valid_to: instantOrEmpty('end of validity; empty while it runs'),
  },
});

export const vehicle = table({
  name: 'vehicle',
  kind: 'register',
  about: 'Who keeps which vehicle, and when.',
  key: ['plate', 'id_no', 'valid_from'],
  ordered: [['valid_from', 'valid_to']],
  fields: {
    plate: text('number plate', { guard: 'identifier' }),
    id_no: text('keeper', { guard: 'identifier' }),
    valid_from: instant('first moment of validity'),
    valid_to: instantOrEmpty('end of validity; empty while it runs'),
    vehicle_type: textOrEmpty('car, truck, bus, motorbike and so on'),
  },
});

export const authorisation = table({
  name: 'authorisation',
  kind: 'register',
  about: 'A warrant that lets call rows of one party in.',
  key: ['warrant_id', 'id_no', 'phone'],
  exactlyOne: [['id_no', 'phone']],
  ordered: [['valid_from', 'valid_to']],
  fields: {
    warrant_id: text('number of the warrant'),
    case_no: text('the case it was issued for'),
    id_no: textOrEmpty('the person it covers; their phones follow from `subscription`', { guard: 'identifier' }),
    phone: textOrEmpty('the phone it covers', { guard: 'identifier' }),
    valid_from: instant('first moment covered'),
    valid_to: instant('last moment covered'),
  },
});

export const casePerson = table({
  name: 'case_person',
  kind: 'register',
  about: 'Established facts about people in cases. A stop, a search or an arrest is not a basis.',
  key: ['case_no', 'id_no', 'phone', 'role'],
  exactlyOne: [['id_no', 'phone']],
  fields: {
    case_no: text('number of the case'),
    id_no: textOrEmpty('the person', { guard: 'identifier' }),
    phone: textOrEmpty('the phone, where the person is not known', { guard: 'identifier' }),
    role: oneOf(['user', 'retailer', 'supplier', 'cleared', 'victim', 'witness'], 'what was established'),
    established_at: instant('when it was established'),
    basis: oneOf(
      ['conviction', 'seizure', 'treatment_record', 'adjudicated_statement'],
      'the established fact; stops, searches and arrests are refused',
    ),
    prompted_by_score: booleanOrEmpty('whether a score of this engine prompted the look'),
  },
});
