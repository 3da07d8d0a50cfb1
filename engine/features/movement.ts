import {
  count,
  isNight,
  meanOf,
  per30Days,
  quantity,
  rate,
  type SqlFamily,
  share,
  shareOf,
  sqlFeature,
} from './family.ts';

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
      reasonZh: '此人乘坐公共交通的频次。',
      sources: legs,
    }),
    sqlFeature('movement', 'inland_leg_share', shareOf('to_km > from_km'), {
      ...share,
      reason: 'Goods go inland while the carrier comes back another way, so directions do not balance.',
      reasonZh: '货物运往内地而人另路返回，往返方向不平衡。',
      sources: legs,
    }),
    sqlFeature('movement', 'late_ticket_share', shareOf('depart_at - purchased_at < 10800'), {
      ...share,
      reason: 'Tickets for a delivery are bought at the last moment.',
      reasonZh: '送货的车票临行才买。',
      sources: legs,
    }),
    sqlFeature('movement', 'mode_count', 'count(distinct mode)', {
      unit: 'modes',
      range: [1, 5],
      reason: 'Relays change the means of transport.',
      reasonZh: '接力运输会更换交通工具。',
      sources: ['transport.mode'],
    }),
    sqlFeature('movement', 'leg_span_km', meanOf('abs(to_km - from_km)'), {
      ...quantity('km'),
      reason: 'How deep inland the trips go.',
      reasonZh: '行程深入内地的程度。',
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
      reasonZh: '此人通过检查站的频次。',
      sources: passages,
    }),
    sqlFeature('movement', 'passage_night_share', shareOf(isNight('passed_at')), {
      ...share,
      reason: 'Loads pass controls at night.',
      reasonZh: '载货者多在夜间过卡。',
      sources: passages,
    }),
    sqlFeature('movement', 'checkpoint_count', 'count(distinct place_id)', {
      ...count('checkpoints'),
      reason: 'Commuters know one, carriers the whole road.',
      reasonZh: '通勤者只过一个卡口，运输者走完全程。',
      sources: passages,
    }),
    sqlFeature('movement', 'inbound_share', shareOf("direction = 'in'"), {
      ...share,
      reason: 'Who goes round a checkpoint one way is seen only the other way.',
      reasonZh: '单向绕卡的人只在另一方向被看到。',
      sources: passages,
    }),
    sqlFeature('movement', 'passage_border_km', meanOf('border_km'), {
      ...quantity('km'),
      reason: 'How near the border the person drives.',
      reasonZh: '此人驾车离边境有多近。',
      sources: ['place.border_km'],
    }),
  ],
};
