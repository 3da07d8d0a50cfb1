import type { Events, Place } from './events.ts';

/** The features of behaviour written as filters and means over one person's rows; undefined is missing. */
type Values = Record<string, number | undefined>;

const mean = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0) / known.length;
};
/** A share over the rows of which the answer is known. */
const share = (answers: readonly (boolean | undefined)[]): number | undefined =>
  mean(answers.map((answer) => (answer === undefined ? undefined : Number(answer))));
const distinct = (values: readonly unknown[]): number =>
  new Set(values.filter((value) => value !== null && value !== undefined)).size;
const thousandth = (value: number): number => Math.round(value * 1000) / 1000;
const known = <A, B>(
  a: A | null | undefined,
  b: B | null | undefined,
  test: (a: A, b: B) => boolean,
): boolean | undefined => (a === null || a === undefined || b === null || b === undefined ? undefined : test(a, b));

export function slowBehaviour(events: Events, who: number, days: number, offset: number): Values {
  const { stay = [], leg = [], passage = [], shipment = [], conversation = [] } = events;
  const clock = (at: number): Date => new Date((at + offset) * 1000);
  const day = (at: number): number => Math.floor((at + offset) / 86400);
  const night = (at: number): boolean => clock(at).getUTCHours() >= 22 || clock(at).getUTCHours() < 6;
  const border = (id: string): number | undefined =>
    (events.place ?? []).find((place: Place) => place.place_id === id)?.border_km ?? undefined;
  const rate = (count: number): number => (count * 30) / days;
  const result: Values = {};

  const stays = stay.filter((s) => s.person === who);
  const legs = leg.filter((l) => l.person === who);
  const passages = passage.filter((p) => p.person === who);
  const moments = [
    ...stays.map((s) => s.check_in),
    ...legs.map((l) => l.depart_at),
    ...passages.map((p) => p.passed_at),
  ];
  if (moments.length > 0)
    Object.assign(result, {
      events_rate: rate(moments.length),
      night_share: share(moments.map(night)),
      active_day_share: Math.min(1, distinct(moments.map(day)) / days),
      weekend_share: share(moments.map((at) => [0, 6].includes(clock(at).getUTCDay()))),
    });
  if (stays.length > 0)
    Object.assign(result, {
      stays_rate: rate(stays.length),
      day_stay_share: share(stays.map((s) => known(s.check_in, s.check_out, (from, to) => to - from < 8 * 3600))),
      one_night_share: share(stays.map((s) => known(s.check_in, s.check_out, (from, to) => day(to) - day(from) === 1))),
      hotels_per_stay: distinct(stays.map((s) => s.place_id)) / stays.length,
      stay_border_km: mean(
        stays.map((s) => border(s.place_id)).map((km) => (km === undefined ? undefined : thousandth(km))),
      ),
    });
  if (legs.length > 0)
    Object.assign(result, {
      legs_rate: rate(legs.length),
      inland_leg_share: share(
        legs.map((l) => known(border(l.from_place), border(l.to_place), (from, to) => to > from)),
      ),
      late_ticket_share: share(
        legs.map((l) => known(l.purchased_at, l.depart_at, (bought, left) => left - bought < 3 * 3600)),
      ),
      mode_count: distinct(legs.map((l) => l.mode)),
      leg_span_km: mean(
        legs.map((l) => {
          const [from, to] = [border(l.from_place), border(l.to_place)];
          return from === undefined || to === undefined ? undefined : thousandth(Math.abs(to - from));
        }),
      ),
    });
  if (passages.length > 0)
    Object.assign(result, {
      passages_rate: rate(passages.length),
      passage_night_share: share(passages.map((p) => night(p.passed_at))),
      checkpoint_count: distinct(passages.map((p) => p.place_id)),
      inbound_share: share(passages.map((p) => (p.direction === null ? undefined : p.direction === 'in'))),
      passage_border_km: mean(
        passages.map((p) => border(p.place_id)).map((km) => (km === undefined ? undefined : thousandth(km))),
      ),
    });
  const inland = (s: { from_place: string; to_place: string }): boolean | undefined =>
    known(border(s.from_place), border(s.to_place), (from, to) => to - from > 50);
  const sent = shipment.filter((s) => s.sender === who);
  if (sent.length > 0)
    Object.assign(result, {
      sent_rate: rate(sent.length),
      sent_unverified_share: share(sent.map((s) => s.sender_unverified === 1)),
      sent_recipients: distinct(sent.map((s) => s.recipient).filter((other) => other !== who)),
      sent_inland_share: share(sent.map(inland)),
      sent_light_share: share(sent.map((s) => (s.weight_kg === null ? undefined : s.weight_kg < 1))),
    });
  const received = shipment.filter((s) => s.recipient === who);
  if (received.length > 0)
    Object.assign(result, {
      received_rate: rate(received.length),
      received_unverified_share: share(received.map((s) => s.sender_unverified === 1)),
      received_inland_share: share(received.map(inland)),
      received_weight_kg: mean(received.map((s) => (s.weight_kg === null ? undefined : thousandth(s.weight_kg)))),
    });
  const calls = conversation.filter((c) => c.caller !== c.callee && (c.caller === who || c.callee === who));
  if (calls.length > 0)
    Object.assign(result, {
      calls_rate: rate(calls.length),
      call_partners: distinct(calls.map((c) => (c.caller === who ? c.callee : c.caller))),
      call_night_share: share(calls.map((c) => night(c.started_at))),
      call_outgoing_share: share(calls.map((c) => c.caller === who)),
      call_seconds: mean(calls.map((c) => c.duration_s ?? undefined)),
      call_short_share: share(calls.map((c) => (c.duration_s === null ? undefined : c.duration_s < 45))),
    });
  return result;
}
