import { lowerBound, type NumberActivity } from './number-activity.ts';
import { clearProfile, fillProfile, type Profile, profileLogOdds } from './profile-match.ts';
import { stepLogOdds } from './step-change.ts';

/** The signs of a succession other than the contacts, each bounded so that none decides alone. Nats. */
const daySeconds = 86400;
const hourBins = 6;
const hourWeight = 12;
const bounds = Object.freeze({ places: [-3, 6], hours: [-1.5, 1.5], moment: [-6, 6] } as const);
const talkedCost = 4;
const talkedCostMax = 12;

/** Log odds that the number fell silent at the moment, or soon after where the two overlap. */
export function fallsSilent(activity: NumberActivity, rival: number, before: number, moment: number): number {
  const { offsets, at, meetings, to } = activity;
  const [start, end] = [offsets[rival], offsets[rival + 1]];
  const first = at[start];
  const span = to - first + daySeconds / 2;
  return stepLogOdds(
    meetings[end] - meetings[start],
    meetings[end] - meetings[before],
    (to - moment + daySeconds / 2) / span,
  );
}

/**
 * Two unrelated changes fall anywhere in the records; those of one succession lie close together, give or take
 * the time between two contact-days of either number.
 */
export function momentLogOdds(
  { from, to, at, offsets, meetings }: NumberActivity,
  rival: number,
  before: number,
  start: number,
  end: number,
  gapSeconds: number,
): number {
  const [last, first] = [at[before - 1], at[start]];
  const spacing = (last - at[offsets[rival]]) / Math.max(1, meetings[before] - meetings[offsets[rival]] - 1);
  const spacingLater = (at[end - 1] - first) / Math.max(1, meetings[end] - meetings[start] - 1);
  const scale = gapSeconds + spacing + spacingLater;
  const [low, high] = bounds.moment;
  const odds = Math.log((to - from + daySeconds) / (2 * scale)) - (first - last) / scale;
  return Math.min(high, Math.max(low, odds));
}

/** Share of all place-days that each place has, smoothed. */
export function placeShares({ places, place }: NumberActivity): Float64Array {
  const common = new Float64Array(places).fill(0.5);
  for (let i = 0; i < place.length; i++) common[place[i]]++;
  const all = place.length + places * 0.5;
  for (let i = 0; i < places; i++) common[i] /= all;
  return common;
}

/** The same cells and places before and after. */
export function placesLogOdds(
  activity: NumberActivity,
  common: Float64Array,
  rival: number,
  moment: number,
  share: number,
  work: { readonly earlierPlaces: Profile; readonly laterPlaces: Profile },
): number {
  const start = activity.placeOffsets[rival];
  const before = lowerBound(activity.placeAt, start, activity.placeOffsets[rival + 1], moment);
  clearProfile(work.earlierPlaces);
  fillProfile(work.earlierPlaces, activity.place, start, before, undefined, -1);
  const odds = profileLogOdds(work.earlierPlaces, work.laterPlaces, common, share);
  return Math.min(bounds.places[1], Math.max(bounds.places[0], odds));
}

/** Same hours of the day against everybody's, in six bins counted from the first record, so that the zone does not matter. */
export function hoursLogOdds(
  activity: NumberActivity,
  hourCommon: Float64Array,
  rival: number,
  before: number,
  start: number,
  end: number,
): number {
  const { at, offsets, from } = activity;
  const earlier = new Float64Array(hourBins);
  const later = new Float64Array(hourBins);
  for (let i = offsets[rival]; i < before; i++) earlier[hourBin(at[i], from)]++;
  for (let i = start; i < end; i++) later[hourBin(at[i], from)]++;
  const all = before - offsets[rival] + hourWeight;
  let odds = 0;
  for (let i = 0; i < hourBins; i++) {
    odds += later[i] * Math.log((earlier[i] + hourWeight * hourCommon[i]) / all / hourCommon[i]);
  }
  const scaled = odds / Math.sqrt(Math.max(1, end - start));
  return Math.min(bounds.hours[1], Math.max(bounds.hours[0], scaled));
}

function hourBin(at: number, from: number): number {
  return Math.floor((((at - from) / 3600) % 24) / (24 / hourBins));
}

export function hourShares({ at, from }: NumberActivity): Float64Array {
  const common = new Float64Array(hourBins).fill(0.5);
  for (let i = 0; i < at.length; i++) common[hourBin(at[i], from)]++;
  for (let i = 0; i < hourBins; i++) common[i] /= at.length + hourBins * 0.5;
  return common;
}

/** People do not ring themselves: each day on which the two numbers talked counts against it. */
export function talkedLogOdds(activity: NumberActivity, alias: Int32Array, one: number, other: number): number {
  if (alias[one] === alias[other]) return 0;
  const { offsets, contact } = activity;
  let days = 0;
  for (let i = offsets[other]; i < offsets[other + 1]; i++) if (contact[i] === one) days++;
  return days === 0 ? 0 : -Math.min(talkedCostMax, talkedCost * days);
}
