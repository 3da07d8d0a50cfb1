import { count, meanOf, per30Days, quantity, rate, type SqlFamily, share, shareOf, sqlFeature } from './family.ts';

const sources = ['parcel.sent_at', 'parcel.from_place', 'parcel.to_place', 'parcel.sender_id_no', 'parcel.weight_kg'];

export const parcelsSent: SqlFamily = {
  from: `
    select s.sender as person, s.*, f.border_km as from_km, t.border_km as to_km
    from shipment s left join place f on f.place_id = s.from_place left join place t on t.place_id = s.to_place
    where s.sender is not null`,
  features: [
    sqlFeature('parcels', 'sent_rate', rate('count(*)'), {
      ...per30Days,
      reason: 'How much this person sends.',
      reasonZh: '此人寄出多少包裹。',
      sources,
    }),
    sqlFeature('parcels', 'sent_unverified_share', shareOf('sender_unverified = 1'), {
      ...share,
      reason: 'False senders show no document.',
      reasonZh: '虚假寄件人不出示证件。',
      sources,
    }),
    sqlFeature('parcels', 'sent_recipients', 'count(distinct case when recipient <> sender then recipient end)', {
      ...count('persons'),
      reason: 'One source, many buyers.',
      reasonZh: '一个来源，许多买家。',
      sources: ['parcel.recipient_phone'],
    }),
    sqlFeature('parcels', 'sent_inland_share', shareOf('to_km - from_km > 50'), {
      ...share,
      reason: 'Goods go from border outlets inland.',
      reasonZh: '货物从边境网点寄往内地。',
      sources,
    }),
    sqlFeature('parcels', 'sent_light_share', shareOf('weight_kg < 1'), {
      ...share,
      reason: 'Small quantities travel light.',
      reasonZh: '小批量包裹很轻。',
      sources,
    }),
  ],
};

export const parcelsReceived: SqlFamily = {
  from: `
    select s.recipient as person, s.*, f.border_km as from_km, t.border_km as to_km
    from shipment s left join place f on f.place_id = s.from_place left join place t on t.place_id = s.to_place
    where s.recipient is not null`,
  features: [
    sqlFeature('parcels', 'received_rate', rate('count(*)'), {
      ...per30Days,
      reason: 'How much this person receives.',
      reasonZh: '此人收到多少包裹。',
      sources,
    }),
    sqlFeature('parcels', 'received_unverified_share', shareOf('sender_unverified = 1'), {
      ...share,
      reason: 'Parcels whose sender nobody can name.',
      reasonZh: '包裹的寄件人无人能说清。',
      sources,
    }),
    sqlFeature('parcels', 'received_inland_share', shareOf('to_km - from_km > 50'), {
      ...share,
      reason: 'Goods come from border outlets.',
      reasonZh: '货物来自边境网点。',
      sources,
    }),
    sqlFeature('parcels', 'received_weight_kg', meanOf('weight_kg'), {
      ...quantity('kg'),
      reason: 'A retailer receives more at a time than a buyer.',
      reasonZh: '零贩一次收到的比买家多。',
      sources,
    }),
  ],
};
