import { day, meanOf, per30Days, quantity, rate, type SqlFamily, share, shareOf, sqlFeature } from './family.ts';

const sources = ['lodging.place_id', 'lodging.check_in', 'lodging.check_out', 'place.border_km'];
const nights = `${day('check_out')} - ${day('check_in')}`;

/** Where and how long somebody stays. */
export const places: SqlFamily = {
  from: 'select s.*, p.border_km from stay s left join place p on p.place_id = s.place_id',
  features: [
    sqlFeature('places', 'stays_rate', rate('count(*)'), {
      ...per30Days,
      reason: 'Hand-overs happen in rooms.',
      reasonZh: '交接多在房间里进行。',
      sources,
    }),
    sqlFeature('places', 'day_stay_share', shareOf('check_out - check_in < 28800'), {
      ...share,
      reason: 'A room for some hours is a place to meet, not to sleep.',
      reasonZh: '开几个小时的房是为见面而不是过夜。',
      sources,
    }),
    sqlFeature('places', 'one_night_share', shareOf(`${nights} = 1`), {
      ...share,
      reason: 'Carriers stay one night at both ends of a trip.',
      reasonZh: '运输者在行程两端各住一晚。',
      sources,
    }),
    sqlFeature('places', 'hotels_per_stay', 'cast(count(distinct place_id) as DOUBLE) / count(*)', {
      ...share,
      reason: 'Changing hotels each time hides a habit.',
      reasonZh: '每次换旅馆以掩盖习惯。',
      sources,
    }),
    sqlFeature('places', 'stay_border_km', meanOf('border_km'), {
      ...quantity('km'),
      reason: 'Goods enter near the border.',
      reasonZh: '货物从边境附近进入。',
      sources,
    }),
  ],
};
