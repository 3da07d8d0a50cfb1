import { type Journal, journalKind, missing } from './journal.ts';

export interface GateGaps {
  /** Share of a person's steps from gate to gate that leave out a gate others pass between them; NaN without a step. */
  readonly share: Float32Array;
  /** log2 of the gaps over what the cameras' own misses on these steps would give, each plus one half. */
  readonly lift: Float32Array;
}

/** Passages farther apart belong to different trips. */
const stepSeconds = 14400;

/**
 * Checkpoint gaps: a step from gate 1 to gate 3 is a gap when more people go from 1 to 2 and from 2 to 3 than straight
 * from 1 to 3. Roads and the order of gates are read from the passages themselves; gates are told apart by direction.
 */
export function gateGaps(journal: Journal): GateGaps {
  const { persons } = journal;
  const steps = gateSteps(journal);
  const width = steps.gates;
  const counts = new Map<number, number>();
  for (let s = 0; s < steps.from.length; s++) {
    const key = steps.from[s] * width + steps.to[s];
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const next = new Map<number, number[]>();
  for (const key of counts.keys()) {
    const from = Math.floor(key / width);
    const list = next.get(from);
    if (list === undefined) next.set(from, [key % width]);
    else list.push(key % width);
  }
  // What share of those going from 1 to 3 leaves out the gate between, by step; 0 where there is none between.
  const missedBy = new Map<number, number>();
  for (const [key, straight] of counts) {
    const from = Math.floor(key / width);
    const to = key % width;
    let through = 0;
    for (const middle of next.get(from) ?? []) {
      if (middle === to || middle === from) continue;
      through = Math.max(
        through,
        Math.min(counts.get(from * width + middle) ?? 0, counts.get(middle * width + to) ?? 0),
      );
    }
    if (through > straight) missedBy.set(key, straight / (straight + through));
  }
  return sums(persons, steps, missedBy);
}

interface GateSteps {
  readonly gates: number;
  readonly person: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

function gateSteps({ persons, offsets, at, kind, place, way }: Journal): GateSteps {
  const [person, from, to]: [number[], number[], number[]] = [[], [], []];
  let gates = 0;
  for (let i = 0; i < persons; i++) {
    let last = -1;
    let lastAt = 0;
    for (let r = offsets[i]; r < offsets[i + 1]; r++) {
      if (kind[r] !== journalKind.passage || place[r] < 0) continue;
      const gate = place[r] * 3 + way[r] + 1;
      if (gate >= gates) gates = gate + 1;
      // A gate passed twice in a row is one passage.
      if (gate === last && at[r] - lastAt <= stepSeconds) continue;
      if (last >= 0 && at[r] - lastAt <= stepSeconds && last % 3 === gate % 3) {
        person.push(i);
        from.push(last);
        to.push(gate);
      }
      last = gate;
      lastAt = at[r];
    }
  }
  return { gates, person, from, to };
}

/** Expected: on a step through a gate that could have been missed, the share that misses it. */
function sums(persons: number, { gates, person, from, to }: GateSteps, missedBy: Map<number, number>): GateGaps {
  const share = missing(persons);
  const lift = missing(persons);
  const chance = new Map<number, number>();
  for (const [key, rate] of missedBy) {
    const first = Math.floor(key / gates);
    chance.set(first, Math.max(chance.get(first) ?? 0, rate));
  }
  for (let s = 0; s < person.length; ) {
    const i = person[s];
    let gaps = 0;
    let expected = 0;
    const start = s;
    for (; s < person.length && person[s] === i; s++) {
      if (missedBy.has(from[s] * gates + to[s])) gaps++;
      expected += chance.get(from[s]) ?? 0;
    }
    share[i] = gaps / (s - start);
    lift[i] = Math.log2((gaps + 0.5) / (expected + 0.5));
  }
  return { share, lift };
}
