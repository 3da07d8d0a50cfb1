import { cellOf, createLayout, fitMixture, type Layout } from '../../kernel/fellegi-sunter.ts';
import { type Compared, columns, comparisons, parents, patternsOf, sizes } from './compare.ts';
import type { Candidates, Slip, SlipLine, SlipWeights } from './types.ts';

/** Shares among pairs of one person before the data teach them: levels of text, name, mate; sort by the text's level. */
const startingM = {
  text: [0.85, 0.1, 0.05],
  name: [0.93, 0.02, 0.03, 0.02],
  mate: [0.6, 0.4],
  sort: [
    [0.97, 0.03],
    [0.9, 0.1],
    [0.85, 0.15],
    [0.97, 0.03],
  ],
  times: [0.99, 0.01],
} as const;
/** One person's names or years differ no more often than this, whatever relatives in the pairs may teach. */
const differMost = 0.15;
/** Slips that come so often that they look like an identifier of their own. */
const oftenMost = 0.05;
/** Slips and second identifiers are at most this share of all. */
const slipsMost = 0.15;
/** Fewer registered identifiers than this do not tell what chance shows. */
const controlsMin = 50;
/** And what chance would show where nothing was counted. */
const leastChance = 1e-9;

const layout = createLayout(sizes, parents);

export interface Weighed {
  /** Log2 odds of every pair, prior included. */
  readonly bits: Float64Array;
  readonly linesOf: (pair: number) => readonly SlipLine[];
  readonly weights: SlipWeights;
}

/** How often values agree by chance, counted over all there are; the shares of names weigh rare ones more. */
export interface Chance {
  /** Share of the persons that bear a name. */
  readonly nameShare: (name: string) => number;
  /** P(two random persons bear one name), and were shown with one thing. */
  readonly sameName: number;
  readonly sameMate: number;
}

/**
 * Fellegi-Sunter weights (1969) of pairs of identifiers: m and the prior by EM, u from pairs that two registers hold
 * apart and from the counts of names and things shown; agreement on a rare name weighs more (Newcombe 1959).
 */
export function weighPairs(candidates: Candidates, compared: Compared, chance: Chance): Weighed {
  const looseCount = candidates.loose.reduce((sum, one) => sum + one, 0);
  const all = Math.max(1, candidates.identifier.length);
  const u = chanceLevels(layout, candidates, compared, chance, all);
  const ceiling = new Float64Array(u.length).fill(1);
  ceiling[cellOf(layout, 1, 3, -1)] = differMost;
  for (const parent of [-1, 0, 1, 2]) ceiling[cellOf(layout, 3, 1, parent)] = differMost;
  const totalPairs = Math.max(1, looseCount * all);
  ceiling[cellOf(layout, 4, 1, -1)] = oftenMost;
  const fit = fitMixture(
    layout,
    patternsOf(compared.levels, (i) => candidates.control[i] === 0),
    {
      classes: [{ m: flatM(layout), lambda: (0.3 * looseCount) / totalPairs, ceiling }],
      u,
      totalPairs,
      priorPairs: 20,
      rowPairs: 20,
      maxIterations: 200,
      tolerance: 1e-6,
    },
  );
  const [found] = fit.classes;
  const m = found?.m ?? u;
  // Slips are few: what EM makes of a table where everything is alike is not believed.
  const prior = Math.log2(Math.min(found?.lambda ?? 1e-9, Math.min(looseCount, slipsMost * all) / totalPairs));
  const width = columns.length;
  const weights: SlipWeights = {
    prior,
    bits: Array.from(u, (share, cell) => Math.log2((m[cell] as number) / share)),
    sameName: chance.sameName,
  };
  const nameShare = (pair: number): number => {
    const name = compared.names[compared.sameName[pair] as number];
    return name === undefined ? chance.sameName : chance.nameShare(name);
  };
  const linesOf = (pair: number): readonly SlipLine[] =>
    linesOfLevels(weights, compared.levels.subarray(pair * width, (pair + 1) * width), () => nameShare(pair));
  const bits = new Float64Array(candidates.slip.length).fill(Number.NEGATIVE_INFINITY);
  for (let pair = 0; pair < bits.length; pair++) {
    if (candidates.control[pair] === 1) continue;
    let sum = prior;
    for (let c = 0; c < width; c++)
      if ((compared.levels[pair * width + c] as number) >= 0)
        sum += bitsOf(weights, compared.levels, pair * width, c, () => nameShare(pair));
    bits[pair] = sum;
  }
  return { bits, linesOf, weights };
}

/** One line a comparison that says something; a rare name that both bear weighs more. */
export function linesOfLevels(weights: SlipWeights, levels: Int8Array, nameShare: () => number): readonly SlipLine[] {
  const lines: SlipLine[] = [{ what: 'two random identifiers', bits: weights.prior }];
  for (const [c, column] of columns.entries()) {
    const level = levels[c] as number;
    if (level < 0) continue;
    lines.push({ what: comparisons[column][level] as string, bits: bitsOf(weights, levels, 0, c, nameShare) });
  }
  return lines;
}

/** What the level of comparison `c` weighs, in the row of levels that starts at `row`. */
function bitsOf(weights: SlipWeights, levels: Int8Array, row: number, c: number, nameShare: () => number): number {
  const level = levels[row + c] as number;
  const cell = cellOf(layout, c, level, c === 3 ? (levels[row] as number) : -1);
  const rarity = c === 1 && level === 0 ? Math.log2(weights.sameName / Math.max(nameShare(), leastChance)) : 0;
  return (weights.bits[cell] as number) + rarity;
}

function flatM(layout: Layout): Float64Array {
  const m = new Float64Array(layout.tables[columns.length] as number);
  m.set(startingM.text, layout.tables[0]);
  m.set(startingM.name, layout.tables[1]);
  m.set(startingM.mate, layout.tables[2]);
  m.set(startingM.sort.flat(), layout.tables[3]);
  m.set(startingM.times, layout.tables[4]);
  return m;
}

/** u by the layout: the text and sort from control pairs, names and mates from their counts. */
function chanceLevels(
  layout: Layout,
  candidates: Candidates,
  { levels }: Compared,
  { sameName, sameMate }: Chance,
  all: number,
): Float64Array {
  const u = new Float64Array(layout.tables[columns.length] as number);
  const count = new Float64Array(u.length);
  const width = columns.length;
  for (let i = 0; i < candidates.slip.length; i++) {
    if (candidates.control[i] !== 1) continue;
    const text = levels[i * width] as number;
    for (let c = 0; c < width; c++) {
      const level = levels[i * width + c] as number;
      if (level < 0) continue;
      const cell = cellOf(layout, c, level, c === 3 ? text : -1);
      count[cell] = (count[cell] as number) + 1;
    }
  }
  const pairs = Math.max(1, candidates.controls * all);
  const counted = (c: number, level: number, row = -1): number => count[cellOf(layout, c, level, row)] as number;
  // Without enough of a register all pairs stand in for chance: too many to be slips where ids are numbered in turn.
  const alike = (level: number): number => {
    if (candidates.controls >= controlsMin) return (counted(0, level) + 0.5) / pairs;
    let seen = 0.5;
    for (let i = 0; i < candidates.slip.length; i++) if (levels[i * width] === level) seen++;
    return Math.min(0.3, seen / Math.max(1, (all * (all - 1)) / 2));
  };
  const [one, two] = [alike(0), alike(1)];
  u.set([one, two, 1 - one - two], layout.tables[0]);
  // Names nearly the same, in the share that compared pairs of two persons show.
  const ofNames =
    candidates.controls >= controlsMin ? [1, 2, 3].map((level) => counted(1, level)) : seenLevels(levels, 1);
  const unlike = ofNames.reduce((sum, n) => sum + n, 0);
  const near = [0, 1].map((i) => Math.min(0.3, share(ofNames[i] as number, unlike, 0.002)));
  const same = Math.max(sameName, 1e-7);
  u.set(
    [same, near[0] as number, near[1] as number, 1 - same - (near[0] as number) - (near[1] as number)],
    layout.tables[1],
  );
  const mate = Math.max(sameMate, 1e-8);
  u.set([mate, 1 - mate], layout.tables[2]);
  const often = Math.min(0.99, Math.max(0.2, candidates.oftenShare));
  u.set([1 - often, often], layout.tables[4]);
  for (let row = -1; row < 3; row++) {
    const agree = Math.min(
      0.95,
      Math.max(0.02, share(counted(3, 0, row), counted(3, 0, row) + counted(3, 1, row), row === 0 ? 0.5 : 0.1)),
    );
    u.set([agree, 1 - agree], cellOf(layout, 3, 0, row));
  }
  return u;
}

/** Pairs at each level above 0 of one comparison, over all pairs. */
function seenLevels(levels: Int8Array, comparison: number): number[] {
  const seen = new Array<number>((sizes[comparison] as number) - 1).fill(0);
  for (let at = comparison; at < levels.length; at += columns.length) {
    const level = levels[at] as number;
    if (level > 0) seen[level - 1] = (seen[level - 1] as number) + 1;
  }
  return seen;
}

/** A share drawn to its usual value where little was counted. */
function share(part: number, whole: number, usual: number): number {
  return (part + 20 * usual) / (whole + 20);
}

/** Of two that no register knows the one written more often was meant. */
function directed({ loose, times }: Candidates, slip: number, meant: number): readonly [number, number] {
  const turned = loose[meant] === 1 && (times.get(slip) ?? 0) > (times.get(meant) ?? 0);
  return turned ? [meant, slip] : [slip, meant];
}

/** Something shown with both is no ground by itself: families share phones. The text or the name must speak. */
function hasGround({ levels }: Compared, pair: number): boolean {
  return (levels[pair * columns.length] as number) < 2 || levels[pair * columns.length + 1] === 0;
}

/** The best pair of each loose identifier against its rivals, as probabilities; below `least` none is listed. */
export function bestMeant(
  candidates: Candidates,
  compared: Compared,
  { bits, linesOf }: Weighed,
  least: number,
): readonly Slip[] {
  const sums = new Map<number, number>();
  const odds = (pair: number): number => 2 ** Math.min(60, bits[pair] as number);
  const touch = (number: number, pair: number): void => void sums.set(number, (sums.get(number) ?? 0) + odds(pair));
  for (let i = 0; i < bits.length; i++) if (candidates.control[i] === 0) touch(candidates.slip[i] as number, i);
  const slips: Slip[] = [];
  for (let i = 0; i < bits.length; i++) {
    const slip = candidates.slip[i] as number;
    if (candidates.control[i] === 1) continue;
    const probability = odds(i) / (1 + (sums.get(slip) as number));
    if (probability < least || !hasGround(compared, i)) continue;
    const [from, to] = directed(candidates, slip, candidates.meant[i] as number);
    slips.push({
      identifier: candidates.identifier[from] as string,
      meant: candidates.identifier[to] as string,
      probability,
      lines: linesOf(i),
    });
  }
  return slips;
}
