import type { SteadyLagOptions } from '../../engine/kernel/steady-lags.ts';

/** One passage, as rows of the kernel's input. */
export interface Pass {
  readonly person: number;
  readonly gate: number;
  readonly at: number;
}

export interface SlowPair {
  readonly ahead: number;
  readonly behind: number;
  readonly journeys: number;
  readonly legs: number;
  readonly gates: number;
}

/** Who keeps ahead of whom, over all pairs of people and all pairs of passages: the slow and obvious form. */
export function slowSteadyLags(passes: readonly Pass[], options: SteadyLagOptions): SlowPair[] {
  const { nearSeconds, farSeconds, shiftSeconds, gatesMin, legsMin, journeyGapSeconds } = options;
  const once = passes.filter(
    (p, i) =>
      !passes.some((o, j) => {
        const before = passes.filter((x) => x.person === p.person && x.gate === p.gate);
        const nth = before.indexOf(p);
        return j !== i && nth > 0 && before[nth - 1] === o && p.at - o.at <= nearSeconds;
      }),
  );
  const people = [...new Set(passes.map(({ person }) => person))].sort((x, y) => x - y);
  const found: SlowPair[] = [];
  for (const ahead of people)
    for (const behind of people) {
      if (ahead === behind) continue;
      const meetings = once
        .filter((p) => p.person === ahead)
        .flatMap((p) =>
          once
            .filter((o) => o.person === behind && o.gate === p.gate)
            .map((o) => ({ gate: o.gate, at: o.at, lag: o.at - p.at - shiftSeconds })),
        )
        .filter(({ lag }) => lag > nearSeconds && lag <= farSeconds)
        .sort((x, y) => x.at - y.at);
      if (meetings.length < gatesMin) continue;
      let [journeys, legs, gates] = [0, 0, 0];
      for (const journey of split(meetings, journeyGapSeconds)) {
        const best = journey
          .map(({ lag }) =>
            counted(
              journey.filter((m) => m.lag >= lag && m.lag <= lag + options.steadySeconds),
              options.legGapSeconds,
            ),
          )
          .sort((x, y) => y.gates - x.gates || y.legs - x.legs)[0];
        if (best === undefined || best.gates < options.journeyGatesMin) continue;
        journeys++;
        legs += best.legs;
        gates += best.gates;
      }
      if (gates >= gatesMin && legs >= legsMin) found.push({ ahead, behind, journeys, legs, gates });
    }
  return found;
}

function split<T extends { readonly at: number }>(rows: readonly T[], gap: number): T[][] {
  const parts: T[][] = [];
  for (const [i, row] of rows.entries()) {
    if (i === 0 || row.at - (rows[i - 1] as T).at > gap) parts.push([]);
    parts.at(-1)?.push(row);
  }
  return parts;
}

function counted(
  rows: readonly { readonly at: number; readonly gate: number }[],
  legGap: number,
): { readonly legs: number; readonly gates: number } {
  const legs = split(rows, legGap);
  return { legs: legs.length, gates: legs.reduce((sum, leg) => sum + new Set(leg.map(({ gate }) => gate)).size, 0) };
}
