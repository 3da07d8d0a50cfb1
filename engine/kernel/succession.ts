import { type ContactIndex, contactIndex } from './contact-index.ts';
import { lowerBound, type NumberActivity } from './number-activity.ts';
import {
  addToCircle,
  type Circle,
  clearProfile,
  emptyProfile,
  fillProfile,
  type Profile,
  profileLogOdds,
  sharedCount,
} from './profile-match.ts';
import { stepGain, stepLogOdds } from './step-change.ts';
import type { Succession, SuccessionEvidence, SuccessionOptions } from './succession-options.ts';
import {
  fallsSilent,
  hourShares,
  hoursLogOdds,
  momentLogOdds,
  placeShares,
  placesLogOdds,
  talkedLogOdds,
} from './succession-signs.ts';
import { learnTurnover, type Turnover } from './turnover.ts';

const daySeconds = 86400;

/** Scratch space of one scoring pass, allocated once. */
interface Workspace {
  readonly later: Profile;
  readonly earlier: Profile;
  readonly laterPlaces: Profile;
  readonly earlierPlaces: Profile;
  readonly circle: Circle;
  readonly turnover: Turnover;
  readonly hourCommon: Float64Array;
  readonly rarity: Float64Array;
  readonly shared: Int32Array;
  readonly touched: Int32Array;
}

export interface ScoredSuccessions {
  readonly pairs: readonly Succession[];
  /** Contacts known to too many numbers, which led to no pair. */
  readonly cappedContacts: number;
  /** Numbers with too many contacts, which were left out. */
  readonly cappedNumbers: number;
  /** New numbers of which only the closest rivals were looked at. */
  readonly cappedRivals: number;
}

/**
 * Scores every pair (a number that went on until a moment, a number that began then) that shares contacts.
 * `alias` names numbers already taken for one. That a register gives two numbers to one holder is no evidence here:
 * people carry two phones at a time.
 * Order of the result: later number, then earlier number.
 */
export function scoreSuccessions(
  activity: NumberActivity,
  alias: Int32Array,
  options: SuccessionOptions,
): ScoredSuccessions {
  const index = contactIndex(activity, alias);
  const placeCommon = placeShares(activity);
  const work = workspace(activity, options);
  const logPrior = priorOf(activity, options);
  const pairs: Succession[] = [];
  let cappedRivals = 0;
  let cappedNumbers = 0;
  const hot = new Uint8Array(activity.numbers);
  for (let number = 0; number < activity.numbers; number++) {
    if (index.degree[number] > options.contactCrowdMax) cappedNumbers++;
    const start = appearance(activity, number, options);
    if (start < 0 || index.degree[number] > options.contactCrowdMax) continue;
    const rivals = rivalsOf(activity, index, alias, number, start, options, work, hot);
    if (rivals.length > options.rivalsMax) cappedRivals++;
    pairs.push(...scoreRivals(activity, index, alias, placeCommon, number, start, rivals, logPrior, options, work));
  }
  let cappedContacts = 0;
  for (const one of hot) cappedContacts += one;
  return { pairs, cappedContacts, cappedNumbers, cappedRivals };
}

function workspace(activity: NumberActivity, options: SuccessionOptions): Workspace {
  const { numbers, places } = activity;
  return {
    hourCommon: hourShares(activity),
    turnover: learnTurnover(activity, options.contactDaysMin, options.turnoverShare),
    later: emptyProfile(numbers),
    earlier: emptyProfile(numbers),
    laterPlaces: emptyProfile(places),
    earlierPlaces: emptyProfile(places),
    circle: { weight: new Float64Array(numbers), total: 0 },
    rarity: new Float64Array(numbers),
    shared: new Int32Array(numbers),
    touched: new Int32Array(numbers),
  };
}

/** Log prior odds of one ordered pair: few numbers are succeeded, and any other could be the heir. */
function priorOf(
  { numbers, offsets, meetings }: NumberActivity,
  { successionShare, contactDaysMin }: SuccessionOptions,
): number {
  let active = 0;
  for (let i = 0; i < numbers; i++) if (meetings[offsets[i + 1]] - meetings[offsets[i]] >= contactDaysMin) active++;
  return Math.log(successionShare / Math.max(1, active - 1));
}

/** The row at which a number's life most probably begins, or -1 where it was there all along. */
function appearance(activity: NumberActivity, number: number, { contactDaysMin }: SuccessionOptions): number {
  const { offsets, at, meetings, from } = activity;
  const [start, end] = [offsets[number], offsets[number + 1]];
  const n = meetings[end] - meetings[start];
  if (n < contactDaysMin) return -1;
  const span = at[end - 1] - from + daySeconds / 2;
  let best = 0;
  let found = -1;
  for (let i = start; i < end && meetings[end] - meetings[i] >= contactDaysMin; i++) {
    const odds = stepLogOdds(n, meetings[i] - meetings[start], (at[i] - from) / span);
    if (odds > best) {
      best = odds;
      found = i;
    }
  }
  return found;
}

/** Numbers seen before the moment that share enough contacts with what the new one met; rarest contacts first. */
function rivalsOf(
  activity: NumberActivity,
  index: ContactIndex,
  alias: Int32Array,
  number: number,
  start: number,
  options: SuccessionOptions,
  work: Workspace,
  hot: Uint8Array,
): number[] {
  const { later, rarity, shared, touched } = work;
  clearProfile(later);
  fillProfile(later, activity.contact, start, activity.offsets[number + 1], alias, alias[number]);
  let size = 0;
  for (let i = 0; i < later.size; i++) {
    const contact = later.things[i];
    const [from, to] = [index.offsets[contact], index.offsets[contact + 1]];
    if (to - from > options.contactCrowdMax) {
      hot[contact] = 1;
      continue;
    }
    for (let j = from; j < to; j++) {
      const rival = index.number[j];
      if (shared[rival]++ === 0) touched[size++] = rival;
      rarity[rival] -= Math.log(index.common[contact]);
    }
  }
  const moment = activity.at[start];
  const found: number[] = [];
  for (let i = 0; i < size; i++) {
    const rival = touched[i];
    if (
      shared[rival] >= options.sharedContactsMin &&
      rival !== number &&
      activity.at[activity.offsets[rival]] < moment &&
      index.degree[rival] <= options.contactCrowdMax
    )
      found.push(rival);
  }
  found.sort((a, b) => rarity[b] - rarity[a] || a - b);
  for (let i = 0; i < size; i++) {
    shared[touched[i]] = 0;
    rarity[touched[i]] = 0;
  }
  return found;
}

function scoreRivals(
  activity: NumberActivity,
  index: ContactIndex,
  alias: Int32Array,
  placeCommon: Float64Array,
  number: number,
  start: number,
  rivals: readonly number[],
  logPrior: number,
  options: SuccessionOptions,
  work: Workspace,
): Succession[] {
  const { offsets, at, meetings } = activity;
  const end = offsets[number + 1];
  const moment = at[start];
  const n = meetings[end] - meetings[offsets[number]];
  const span = at[end - 1] - activity.from + daySeconds / 2;
  // The moment was chosen among as many as there are events: that choice is paid for.
  const appeared = stepGain(
    stepLogOdds(n, meetings[start] - meetings[offsets[number]], (moment - activity.from) / span) - Math.log(n),
    work.turnover.appeared,
  );
  if (appeared < 0) return [];
  const placeStart = lowerBound(
    activity.placeAt,
    activity.placeOffsets[number],
    activity.placeOffsets[number + 1],
    moment,
  );
  clearProfile(work.laterPlaces);
  fillProfile(work.laterPlaces, activity.place, placeStart, activity.placeOffsets[number + 1], undefined, -1);
  const found: Succession[] = [];
  const looked = Math.min(rivals.length, options.rivalsMax);
  const { later, earlier, circle } = work;
  for (let r = 0; r < looked; r++) {
    const shared = fillEarlier(activity, alias, rivals[r], moment, work);
    addToCircle(circle, earlier, Math.max(0, shared - 1));
  }
  for (let r = 0; r < looked; r++) {
    const rival = rivals[r];
    const shared = fillEarlier(activity, alias, rival, moment, work);
    const before = lowerBound(at, offsets[rival], offsets[rival + 1], moment);
    if (meetings[before] - meetings[offsets[rival]] < options.contactDaysMin || shared < options.sharedContactsMin)
      continue;
    const silence = stepGain(fallsSilent(activity, rival, before, moment), work.turnover.silent);
    if (silence < 0) continue;
    const share = options.inheritedShare;
    const plain = bothWays(earlier, later, index.common, share);
    addToCircle(circle, earlier, 1 - shared);
    const contacts = bothWays(earlier, later, index.common, share, circle);
    addToCircle(circle, earlier, shared - 1);
    const evidence = {
      prior: logPrior,
      fell_silent: silence,
      appeared,
      moment: momentLogOdds(activity, rival, before, start, end, options.gapSeconds),
      contacts: plain,
      others_fit: Math.min(0, contacts - plain),
      places: placesLogOdds(activity, placeCommon, rival, moment, options.inheritedShare, work),
      hours: hoursLogOdds(activity, work.hourCommon, rival, before, start, end),
      talked: talkedLogOdds(activity, alias, rival, number),
    };
    found.push({
      earlier: rival,
      later: number,
      at: moment,
      lastEarlierAt: at[before - 1],
      sharedContacts: shared,
      evidence,
      logOdds: sumOf(evidence),
    });
  }
  for (let r = 0; r < looked; r++) {
    fillEarlier(activity, alias, rivals[r], moment, work);
    for (let i = 0; i < earlier.size; i++) circle.weight[earlier.things[i]] = 0;
  }
  circle.total = 0;
  return found.sort((a, b) => a.earlier - b.earlier);
}

/** The later contacts by the earlier ones and the other way round; the weaker counts, so that a part is not the whole. */
function bothWays(one: Profile, other: Profile, common: Float64Array, share: number, circle?: Circle): number {
  return Math.min(profileLogOdds(one, other, common, share, circle), profileLogOdds(other, one, common, share, circle));
}

function sumOf(evidence: SuccessionEvidence): number {
  let sum = 0;
  for (const part of Object.values(evidence) as number[]) sum += part;
  return sum;
}

function fillEarlier(
  activity: NumberActivity,
  alias: Int32Array,
  rival: number,
  moment: number,
  work: Workspace,
): number {
  const start = activity.offsets[rival];
  const before = lowerBound(activity.at, start, activity.offsets[rival + 1], moment);
  clearProfile(work.earlier);
  fillProfile(work.earlier, activity.contact, start, before, alias, alias[rival]);
  return sharedCount(work.earlier, work.later);
}
