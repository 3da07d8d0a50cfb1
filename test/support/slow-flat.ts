import type { Events, Place } from './events.ts';

/** The families over flat events, written as a reader would count them over one person's rows. NaN is missing. */
type Values = Record<string, number>;

const mean = (values: readonly number[]): number => {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? NaN : known.reduce((a, b) => a + b, 0) / known.length;
};
const shareOf = <T>(items: readonly T[], test: (item: T) => boolean): number =>
  mean(items.map((item) => Number(test(item))));
const counts = (items: readonly unknown[]): number[] =>
  [...new Set(items)].map((one) => items.filter((item) => item === one).length);
const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
const evenness = (of: readonly number[], bins: number, total: number): number => {
  if (total < 3) return NaN;
  const entropy = of.filter((n) => n > 0).reduce((sum, n) => sum - (n / total) * Math.log2(n / total), 0);
  return Math.min(1, entropy / Math.log2(Math.min(total, bins)));
};

interface Entry {
  readonly at: number;
  readonly until: number;
  readonly kind: 'stay' | 'leg' | 'passage';
  readonly place: string;
  readonly to: string | undefined;
  readonly mode: string;
  readonly way: number;
}

export function slowWorld(events: Events) {
  const { stay = [], leg = [], passage = [], shipment = [], conversation = [], place = [] } = events;
  const known = new Map(place.map((one) => [one.place_id, one] as const));
  const ranked = place.flatMap(({ border_km }) => (border_km === null ? [] : [Math.fround(border_km)]));
  const rank = (id: string | undefined): number => {
    const km = known.get(id ?? '')?.border_km;
    if (km === undefined || km === null) return NaN;
    const at = Math.fround(km);
    return (ranked.filter((x) => x < at).length + ranked.filter((x) => x === at).length / 2) / ranked.length;
  };
  const km = (id: string): number => known.get(id)?.border_km ?? NaN;
  const journal = (who: number): Entry[] =>
    [
      ...stay
        .filter((s) => s.person === who)
        .map(
          (s): Entry => ({
            at: s.check_in,
            until: s.check_out ?? NaN,
            kind: 'stay',
            place: s.place_id,
            to: undefined,
            mode: '',
            way: 0,
          }),
        ),
      ...leg
        .filter((l) => l.person === who)
        .map(
          (l): Entry => ({
            at: l.depart_at,
            until: l.arrive_at ?? NaN,
            kind: 'leg',
            place: l.from_place,
            to: l.to_place,
            mode: l.mode,
            way: Math.sign(km(l.to_place) - km(l.from_place)) || 0,
          }),
        ),
      ...passage
        .filter((p) => p.person === who)
        .map(
          (p): Entry => ({
            at: p.passed_at,
            until: NaN,
            kind: 'passage',
            place: p.place_id,
            to: undefined,
            mode: 'road',
            way: p.direction === 'out' ? 1 : p.direction === 'in' ? -1 : 0,
          }),
        ),
    ].sort((a, b) => a.at - b.at);
  return { stay, leg, passage, shipment, conversation, known, rank, journal };
}

export type SlowWorld = ReturnType<typeof slowWorld>;

export function slowRhythm({ journal }: SlowWorld, who: number, offset: number): Values {
  const moments = journal(who).map(({ at }) => at);
  if (moments.length === 0) return {};
  const outings = moments.filter((at, i) => i === 0 || at - (moments[i - 1] as number) > 6 * 3600);
  const days = [...new Set(moments.map((at) => Math.floor((at + offset) / 86400)))];
  const gaps = days.slice(1).map((day, i) => day - (days[i] as number));
  const outingGaps = outings.slice(1).map((at, i) => at - (outings[i] as number));
  const n = outings.length;
  const r = Math.sqrt(mean(outingGaps.map((gap) => (gap - mean(outingGaps)) ** 2))) / mean(outingGaps);
  const burstiness = (Math.sqrt(n + 1) * r - Math.sqrt(n - 1)) / ((Math.sqrt(n + 1) - 2) * r + Math.sqrt(n - 1));
  const weekdays = days.map((day) => new Date(day * 86400000).getUTCDay());
  const hours = moments.map((at) => Math.floor(new Date((at + offset) * 1000).getUTCHours() / 3));
  return {
    burstiness: n < 4 ? NaN : Math.max(-1, Math.min(1, burstiness)),
    weekday_evenness: evenness(counts(weekdays), 7, days.length),
    hour_evenness: evenness(counts(hours), 8, moments.length),
    steady_gap_share: gaps.length < 3 ? NaN : shareOf(gaps, (gap) => Math.abs(gap - middle(gaps)) <= 1),
    median_gap_days: middle(gaps),
    records_per_outing: moments.length / n,
  };
}

export function slowPlaces({ journal, known, rank }: SlowWorld, who: number, home: string | undefined): Values {
  const visits = journal(who)
    .flatMap(({ place, to }) => (to === undefined ? [place] : [place, to]))
    .filter((id) => known.has(id));
  if (visits.length === 0) return {};
  const ranks = visits.map((id) => rank(id)).filter((x) => !Number.isNaN(x));
  const points = visits.map((id) => known.get(id) as Place).filter(({ lat, lon }) => lat !== null && lon !== null);
  const [north, east] = [mean(points.map(({ lat }) => lat as number)), mean(points.map(({ lon }) => lon as number))];
  const shrink = Math.cos((north * Math.PI) / 180);
  const squares = points.map(
    ({ lat, lon }) => ((lat as number) - north) ** 2 + (((lon as number) - east) * shrink) ** 2,
  );
  return {
    border_share: shareOf(ranks, (x) => x <= 0.25),
    deep_share: shareOf(ranks, (x) => x >= 0.75),
    border_rank_mean: mean(ranks),
    place_evenness: evenness(counts(visits), visits.length, visits.length),
    place_variety: new Set(visits).size / visits.length,
    away_share: home === undefined ? NaN : shareOf(visits, (id) => known.get(id)?.area_id !== home),
    gyration_km: points.length < 2 ? NaN : Math.sqrt(mean(squares)) * 111.195,
  };
}

export function slowTrips({ journal, known }: SlowWorld, who: number, days: number): Values {
  const rows = journal(who);
  const moves = rows.filter(({ way }) => way !== 0);
  const trips: Entry[][] = [];
  for (const move of moves) {
    const open = trips.at(-1);
    const last = open?.at(-1);
    if (open && last && last.way === move.way && move.at - last.at <= 12 * 3600) open.push(move);
    else trips.push([move]);
  }
  if (trips.length === 0) return {};
  const pairs = trips.slice(1).map((trip, i) => [(trips[i] as Entry[]).at(-1) as Entry, trip[0] as Entry] as const);
  const returns = pairs.filter(([a, b]) => a.way !== b.way);
  const stays = rows.filter(({ kind, at, until }) => kind === 'stay' && !(until - at > 36 * 3600));
  const fits = (stay: Entry, end: string | undefined): boolean => {
    const [a, b] = [known.get(stay.place)?.area_id, known.get(end ?? '')?.area_id];
    return a === undefined || b === undefined || a === b;
  };
  const ends = trips.map((trip) => {
    const [first, last] = [trip[0] as Entry, trip.at(-1) as Entry];
    const arrived = Number.isNaN(last.until) ? last.at : last.until;
    const origin = first.kind === 'leg' ? first.place : undefined;
    return {
      before: stays.some((s) => s.at <= first.at && first.at - s.at <= 36 * 3600 && fits(s, origin)),
      after: stays.some((s) => s.at >= first.at && s.at - arrived <= 86400 && fits(s, last.to)),
    };
  });
  return {
    trips_rate: (trips.length * 30) / days,
    one_way_share: shareOf(pairs, ([a, b]) => a.way === b.way),
    mode_change_share: shareOf(returns, ([a, b]) => a.mode !== b.mode),
    turnaround_hours: middle(returns.map(([a, b]) => (b.at - a.at) / 3600)),
    stay_before_share: shareOf(ends, ({ before }) => before),
    stay_after_share: shareOf(ends, ({ after }) => after),
    both_ends_share: shareOf(ends, ({ before, after }) => before && after),
  };
}

export function slowParcels(world: SlowWorld, who: number): Values {
  const { shipment, known, rank, journal, conversation } = world;
  const result: Values = {};
  const weights = shipment.flatMap(({ weight_kg }) => (weight_kg === null ? [] : [weight_kg]));
  const small = middle(weights);
  const of = (id: string): string | undefined => (known.has(id) ? id : undefined);
  const interesting = (s: (typeof shipment)[number]): boolean =>
    s.sender_unverified === 1 && rank(s.from_place) <= 0.5 && rank(s.to_place) > rank(s.from_place);
  const stated = shipment.filter(({ goods }) => goods !== null);
  const lift = (goods: string | null): number => {
    if (goods === null) return NaN;
    const all = stated.filter((s) => s.goods === goods);
    const expected = (all.length * stated.filter(interesting).length) / stated.length;
    return Math.log2((all.filter(interesting).length + 1) / (expected + 1));
  };
  const top = (values: readonly unknown[]): number =>
    values.length < 2 ? NaN : Math.max(...counts(values)) / values.length;
  const words = { tea: ['tea', '茶叶'], furniture: ['木雕'], snack: ['snacks'] };
  for (const side of ['sent', 'received'] as const) {
    const mine = shipment.filter((s) => (side === 'sent' ? s.sender : s.recipient) === who);
    const times = mine.map(({ sent_at }) => sent_at).sort((a, b) => a - b);
    const outlets = mine.flatMap(({ from_place }) => of(from_place) ?? []);
    Object.assign(result, {
      [`${side}_border_share`]: mean(
        mine.map((s) => (Number.isNaN(rank(s.from_place)) ? NaN : Number(rank(s.from_place) <= 0.25))),
      ),
      [`${side}_goods_lift`]: mean(mine.map(({ goods }) => lift(goods))),
      [`${side}_small_share`]: mean(mine.map((s) => (s.weight_kg === null ? NaN : Number(s.weight_kg < small)))),
      [`${side}_top_outlet_share`]: top(outlets),
      [`${side}_burst_share`]:
        times.length < 3
          ? NaN
          : Math.max(...times.map((end) => times.filter((at) => at <= end && end - at <= 3 * 86400).length)) /
            times.length,
    });
    for (const [name, list] of Object.entries(words))
      result[`${side}_${name}_share`] = stated.some(({ goods }) => list.includes(goods as string))
        ? mean(mine.map(({ goods }) => (goods === null ? NaN : Number(list.includes(goods)))))
        : NaN;
  }
  const records = (person: number): number =>
    journal(person).length +
    shipment.filter((s) => s.sender === person).length +
    shipment.filter((s) => s.recipient === person).length +
    conversation.filter((c) => c.caller !== c.callee && (c.caller === person || c.callee === person)).length;
  const varied = (values: readonly unknown[]): number =>
    values.length === 0 ? NaN : new Set(values).size / values.length;
  const mine = shipment.filter((s) => s.recipient === who);
  const sent = shipment.filter((s) => s.sender === who && s.recipient !== null);
  const several = (person: number | null): boolean =>
    new Set(
      shipment
        .filter((s) => s.recipient === person && s.sender !== null && s.sender_unverified === 1)
        .map((s) => s.sender),
    ).size > 1;
  return {
    ...result,
    sent_recipient_variety: varied(sent.map((s) => s.recipient)),
    sent_shared_recipient_share: shareOf(sent, (s) => several(s.recipient)),
    received_sender_variety: varied(
      mine.filter((s) => s.sender_unverified === 1 && s.sender !== null).map((s) => s.sender),
    ),
    received_ghost_share: mean(mine.map((s) => (s.sender === null ? NaN : Number(records(s.sender) === 1)))),
  };
}

export function slowCalls({ conversation, journal }: SlowWorld, who: number, days: number): Values {
  const mine = conversation.filter((c) => c.caller !== c.callee && (c.caller === who || c.callee === who));
  const others = mine.map((c) => (c.caller === who ? c.callee : c.caller));
  const going = journal(who)
    .filter(({ kind }) => kind !== 'stay')
    .map(({ at }) => at);
  const starts = going.filter((at, i) => i === 0 || at - (going[i - 1] as number) > 6 * 3600);
  const waits = mine.flatMap(({ started_at }) => {
    const next = starts.find((at) => at >= started_at);
    return next === undefined ? [] : [(next - started_at) / 3600];
  });
  const none = mine.length === 0 || starts.length === 0;
  const followed = waits.filter((hours) => hours <= 6).length;
  const covered = starts.reduce(
    (sum, at, i) => sum + (i === 0 ? 21600 : Math.min(21600, at - (starts[i - 1] as number))),
    0,
  );
  return {
    call_then_move_share: none ? NaN : followed / mine.length,
    call_before_move_lift: none
      ? NaN
      : Math.log2((followed + 0.5) / (mine.length * Math.min(1, covered / (days * 86400)) + 0.5)),
    call_move_lag_hours: none ? NaN : middle(waits),
    call_top_partner_share: mine.length < 2 ? NaN : Math.max(...counts(others)) / mine.length,
    call_partner_variety: mine.length === 0 ? NaN : new Set(others).size / mine.length,
  };
}

export function slowOnward(
  { stay, journal, known }: SlowWorld,
  who: number,
  offset: number,
  seeds: readonly number[],
  days: number,
): Values {
  const day = (at: number): number => Math.floor((at + offset) / 86400);
  const goes = (person: number, after: number): boolean =>
    journal(person).some(({ at, way }) => way === 1 && at >= after && at <= after + 86400);
  const meetings = stay
    .filter((mine) => mine.person === who && known.has(mine.place_id))
    .flatMap((mine) => {
      const crowd = stay.filter((s) => s.place_id === mine.place_id && day(s.check_in) === day(mine.check_in));
      if (crowd.length > 8) return [];
      return crowd
        .filter((s) => s.person !== who)
        .map((s) => {
          const met = Math.max(s.check_in, mine.check_in);
          return { seed: seeds.includes(s.person), own: goes(who, met), other: goes(s.person, met) };
        });
    });
  return {
    onward_share: shareOf(meetings, ({ own }) => own),
    other_onward_share: shareOf(meetings, ({ other }) => other),
    case_onward: meetings.length === 0 ? NaN : (meetings.filter(({ seed, own }) => seed && own).length * 30) / days,
    case_travels:
      meetings.length === 0 ? NaN : (meetings.filter(({ seed, other }) => seed && other).length * 30) / days,
  };
}

export function slowSources(
  { shipment, known }: SlowWorld,
  who: number,
  role: string,
  seeds: readonly number[],
  all: readonly number[],
): Values {
  const mine = shipment.filter((s) => s.recipient === who);
  const doubtful = mine.filter((s) => s.sender !== null && s.sender_unverified === 1);
  const others = all.filter((seed) => seed !== who);
  const rest = shipment.filter((s) => s.recipient !== null && s.recipient !== who && known.has(s.from_place));
  const isSeed = (person: number | null): boolean => person !== null && seeds.includes(person) && person !== who;
  const base = rest.filter((s) => isSeed(s.recipient)).length / Math.max(1, rest.length);
  const shares = mine
    .filter((s) => known.has(s.from_place))
    .map(({ from_place }) => {
      const same = rest.filter((s) => s.from_place === from_place);
      return (same.filter((s) => isSeed(s.recipient)).length + base) / (same.length + 1);
    });
  return {
    common_sender_share: shareOf(doubtful, ({ sender }) =>
      shipment.some(
        (s) => s.sender === sender && s.sender_unverified === 1 && s.recipient !== null && others.includes(s.recipient),
      ),
    ),
    [`outlet_lift_${role}`]: base === 0 ? NaN : Math.log2(mean(shares) / base),
  };
}

/** Steps of one person from gate to gate within four hours, in one direction; a gate passed twice in a row is one. */
function gateSteps({ journal, known }: SlowWorld, who: number): string[] {
  const passed = journal(who).filter(({ kind, place }) => kind === 'passage' && known.has(place));
  const steps: string[] = [];
  let last: Entry | undefined;
  for (const next of passed) {
    const soon = last !== undefined && next.at - last.at <= 4 * 3600;
    if (soon && last?.place === next.place && last.way === next.way) continue;
    if (soon && last?.way === next.way) steps.push(`${last.place}>${next.place}`.concat(` ${next.way}`));
    last = next;
  }
  return steps;
}

/** Gates left out: straight from 1 to 3 where more go by way of a 2. */
export function slowGates(world: SlowWorld, who: number, people: number): Values {
  const all = Array.from({ length: people }, (_, i) => gateSteps(world, i)).flat();
  const count = (from: string, to: string, way: string): number =>
    all.filter((step) => step === `${from}>${to} ${way}`).length;
  const missed = (step: string): number => {
    const [from = '', to = '', way = ''] = step.split(/[> ]/);
    const through = [...world.known.keys()]
      .filter((middle) => middle !== from && middle !== to)
      .map((middle) => Math.min(count(from, middle, way), count(middle, to, way)));
    const most = Math.max(0, ...through);
    return most > count(from, to, way) ? count(from, to, way) / (count(from, to, way) + most) : NaN;
  };
  const steps = gateSteps(world, who);
  const gaps = steps.filter((step) => !Number.isNaN(missed(step))).length;
  const expected = steps.map((step) => {
    const [from, , way] = step.split(/[> ]/);
    const rates = all.filter((other) => other.split(/[> ]/)[0] === from && other.endsWith(` ${way}`)).map(missed);
    return Math.max(0, ...rates.filter((rate) => !Number.isNaN(rate)));
  });
  if (steps.length === 0) return {};
  return {
    gate_gap_share: gaps / steps.length,
    gate_gap_lift: Math.log2((gaps + 0.5) / (expected.reduce((a, b) => a + b, 0) + 0.5)),
  };
}
