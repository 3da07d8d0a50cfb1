import { isNight, meanOf, per30Days, rate, type SqlFamily, share, shareOf, sqlFeature } from './family.ts';

const legs = [
  'transport.from_place',
  'transport.to_place',
  'transport.depart_at',
  'transport.purchased_at',
  'place.border_km',
];
const passages = ['checkpoint.place_id', 'checkpoint.passed_at', 'checkpoint.direction'];

export const travel: SqlFamily = {
  from: `
    select l.*, f.border_km as from_km, t.border_km as to_km
    from leg l left join place f on f.place_id = l.from_place left join place t on t.place_id = l.to_place`,
  features: [
    sqlFeature('movement', 'legs_rate', rate('count(*)'), {
      ...per30Days,
      reason: 'How often this person travels by public transport.',
      sources: legs,
    }),
    sqlFeature('movement', 'inland_leg_share', shareOf('to_km > from_km'), {
      ...share,
      reason: 'Goods go inland while the carrier comes back another way, so directions do not balance.',
      sources: legs,
    }),
    sqlFeature('movement', 'late_ticket_share', shareOf('depart_at - purchased_at < 10800'), {
      ...share,
      reason: 'Tickets for a delivery are bought at the last moment.',
      sources: legs,
    }),
    sqlFeature('movement', 'mode_count', 'count(distinct mode)', {
      unit: 'modes',
      range: [1, 5],
      reason: 'Relays change the means of transport.',
      sources: ['transport.mode'],
    }),
    sqlFeature('movement', 'leg_span_km', meanOf('abs(to_km - from_km)'), {
      unit: 'km',
      range: [0, null],
      reason: 'How deep inland the trips go.',
      sources: legs,
    }),
  ],
};

export const checkpoints: SqlFamily = {
  from: 'select g.*, p.border_km from passage g left join place p on p.place_id = g.place_id',
  features: [
    sqlFeature('movement', 'passages_rate', rate('count(*)'), {
      ...per30Days,
      reason: 'How often this person passes controls.',
      sources: passages,
    }),
    sqlFeature('movement', 'passage_night_share', shareOf(isNight('passed_at')), {
      ...share,
      reason: 'Loads pass controls at night.',
      sources: passages,
    }),
    sqlFeature('movement', 'checkpoint_count', 'count(distinct place_id)', {
      unit: 'checkpoints',
      range: [0, null],
      reason: 'Commuters know one, carriers the whole road.',
      sources: passages,
    }),
    sqlFeature('movement', 'inbound_share', shareOf("direction = 'in'"), {
      ...share,
      reason: 'Who goes round a checkpoint one way is seen only the other way.',
      sources: passages,
    }),
    sqlFeature('movement', 'passage_border_km', meanOf('border_km'), {
      unit: 'km',
      range: [0, null],
      reason: 'How near the border the person drives.',
      sources: ['place.border_km'],
    }),
  ],
};
