import type { LeadEvidence, Words } from './types.ts';

interface Explanation extends Words {
  /** Fits where one of these channels ties the person … */
  readonly channels: readonly string[];
  /** … and, where given, one of these words stands in the name of a feature that speaks for the lead. */
  readonly features: readonly string[];
}

const explanation = (channels: string, features: string, en: string, zh: string): Explanation =>
  Object.freeze({ channels: channels.split(' '), features: features.split(' ').filter((one) => one !== ''), en, zh });

/** Innocent people who leave the same traces. Who reads a lead sees the ones that fit it before deciding. */
const explanations: readonly Explanation[] = Object.freeze([
  explanation(
    'room booking',
    '',
    'A couple, or kin or house mates, who share a room and travel together.',
    '情侣、亲属或室友同住同行。',
  ),
  explanation(
    'room booking order',
    'stay leg trip',
    'A tour guide with a group, or workers who travel and sleep together.',
    '导游带团，或务工人员同行同住。',
  ),
  explanation(
    'room hotel_night',
    'day_stay stay',
    'Friends who meet in a room to play cards or talk business.',
    '朋友或客商在房间打牌、谈生意。',
  ),
  explanation(
    'hotel_night service',
    '',
    'A festival, a clinic or a market that brought both to one place.',
    '节庆、看病或赶集使两人同到一地。',
  ),
  explanation(
    'convoy',
    'passage trip border',
    'Truck drivers on one route, often two trucks together.',
    '同线货车司机，常两车同行。',
  ),
  explanation('convoy', '', 'A road trip with friends, or kin who drive together.', '朋友自驾或亲属同行。'),
  explanation(
    'seat service order',
    'leg trip ticket',
    'A sales person or purchasing agent who travels for customers at short notice.',
    '推销员或代购临时为客户出行。',
  ),
  explanation(
    'parcel',
    'parcel sent received',
    'A trader or reseller who sends boxes to steady customers.',
    '商户或网店向固定客户发货。',
  ),
  explanation(
    'parcel',
    '',
    'A parcel agent or desk clerk who sends and receives for others.',
    '快递代办或前台替人收发。',
  ),
  explanation('call', 'call degree', 'A ride driver, shop or agent whom many call.', '司机、店家或中介，来电者众。'),
  explanation('call', '', 'Kin, a friend or a helper of somebody in trouble.', '当事人的亲友或帮扶者。'),
]);

const shownMost = 4;

/** Those that fit the channels and reasons of a lead; there is always at least one. */
export function innocentExplanations({
  path,
  contacts,
  reasonsFor,
}: Pick<LeadEvidence, 'path' | 'contacts' | 'reasonsFor'>): readonly Words[] {
  const channels = new Set([...path, ...contacts].map(({ channel }) => channel));
  const features = reasonsFor.map(({ feature }) => feature);
  const fits = explanations.filter(
    (one) =>
      one.channels.some((channel) => channels.has(channel)) &&
      (one.features.length === 0 || one.features.some((word) => features.some((feature) => feature.includes(word)))),
  );
  const shown = fits.length > 0 ? fits.slice(0, shownMost) : [general];
  return shown.map(({ en, zh }) => ({ en, zh }));
}

const general: Words = Object.freeze({
  en: 'An acquaintance, a neighbour or a colleague of somebody in a case.',
  zh: '涉案人员的熟人、邻居或同事。',
});
