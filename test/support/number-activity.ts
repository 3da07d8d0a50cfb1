import { config } from '../../engine/config/index.ts';
import { type AssignedSuccessions, assignSuccessions } from '../../engine/kernel/assign-successions.ts';
import { meetingCounts, type NumberActivity, rangesOf } from '../../engine/kernel/number-activity.ts';
import type { CallWorld } from './call-world.ts';

const day = 86400;

/** Calls as the flat activity that resolve makes of them in SQL; slow and obvious. */
export function activityOf({ call }: Pick<CallWorld, 'call'>): { names: string[]; activity: NumberActivity } {
  const names = [...new Set(call.flatMap(({ caller, callee }) => [caller, callee]))].sort();
  const cells = [...new Set(call.map(({ caller_cell }) => caller_cell))].sort();
  const index = new Map(names.map((name, i) => [name, i]));
  const from = call.reduce((least, { started_at }) => Math.min(least, started_at), Infinity);
  const meetings = call.flatMap(({ caller, callee, started_at }) => [
    [index.get(caller), started_at, index.get(callee)] as number[],
    [index.get(callee), started_at, index.get(caller)] as number[],
  ]);
  const visits = call.map(
    ({ caller, started_at, caller_cell }) => [index.get(caller), started_at, cells.indexOf(caller_cell)] as number[],
  );
  const [met, seen] = [daily(meetings, from), daily(visits, from)];
  const contact = Int32Array.from(met, (row) => row[2] as number);
  return {
    names,
    activity: {
      numbers: names.length,
      places: cells.length,
      offsets: rangesOf(
        met.map((row) => row[0] as number),
        names.length,
      ),
      at: Float64Array.from(met, (row) => row[1] as number),
      contact,
      meetings: meetingCounts(contact, new Uint8Array(names.length)),
      placeOffsets: rangesOf(
        seen.map((row) => row[0] as number),
        names.length,
      ),
      placeAt: Float64Array.from(seen, (row) => row[1] as number),
      place: Int32Array.from(seen, (row) => row[2] as number),
      from,
      to: call.reduce((most, { started_at }) => Math.max(most, started_at), -Infinity),
    },
  };
}

function daily(rows: readonly number[][], from: number): number[][] {
  const sorted = [...rows].sort((a, b) => compare(a, b, 0) || compare(a, b, 1) || compare(a, b, 2));
  const seen = new Set<string>();
  return sorted.filter(([number, at, thing]) => {
    const key = `${number} ${thing} ${Math.floor(((at as number) - from) / day)}`;
    return !seen.has(key) && seen.add(key);
  });
}

const compare = (a: readonly number[], b: readonly number[], column: number): number =>
  (a[column] as number) - (b[column] as number);

/** Successions among calls, as pairs of names with their probability. */
export function successionsOf(world: Pick<CallWorld, 'call'>): {
  readonly pairs: readonly { readonly earlier: string; readonly later: string; readonly probability: number }[];
  readonly found: AssignedSuccessions;
} {
  const { names, activity } = activityOf(world);
  const { succession, joinFrom, reportFrom } = config.lifetimes;
  const own = Int32Array.from(names.keys());
  const found = assignSuccessions(activity, own, { ...succession, acceptFrom: joinFrom, reportFrom }, () => false);
  const pairs = found.pairs.map(({ earlier, later, probability }) => ({
    earlier: names[earlier] as string,
    later: names[later] as string,
    probability,
  }));
  return { pairs, found };
}
