import { endFeature, type GrowLoops, isUsed, plainLoops } from '../../kernel/grow-loops.ts';
import { blockRows, blockStep, type GrowState, spillStep } from '../../kernel/grow-state.ts';
import type { BinSplit, Gather } from '../../kernel/row-partition.ts';
import { type CompiledLoops, startLoops } from './compiled.ts';

/** The loops for a state: compiled ones where all of it lies in `memory`, plain ones otherwise. The bytes are the same. */
export function loopsFor(state: GrowState, memory: WebAssembly.Memory | undefined): GrowLoops {
  const loops = memory === undefined || state.binned.byRow === undefined ? undefined : startLoops(memory);
  return loops === undefined ? plainLoops(state) : swiftLoops(state, loops, state.binned.byRow as Uint32Array);
}

function swiftLoops(state: GrowState, loops: CompiledLoops, byRow: Uint32Array): GrowLoops {
  const { binned, binStart, stride, used } = state;
  const rows = state.rows.byteOffset;
  const spare = state.spare.byteOffset;
  const gh = state.gh.byteOffset;
  const ordered = state.ordered.byteOffset;
  const block = state.block.byteOffset;
  const histograms = state.histograms.byteOffset;

  /** Where the sums of a feature begin; those of one nobody asked for go where nobody looks. */
  const sumsOf = (feature: number, slot: number): number =>
    used[feature] === 1
      ? histograms + 8 * (slot * stride + 2 * (binStart[feature] as number))
      : state.spill.byteOffset + 8 * spillStep * (feature >> 2);

  const sumBlock = (first: number, end: number, from: number, count: number, slot: number): void => {
    for (let group = first; group < end; group += 4)
      loops.transposeRows(
        byRow.byteOffset + 4 * group,
        4 * binned.rowStride,
        rows + 4 * from,
        count,
        block + 4 * blockStep * group,
        4 * blockStep,
      );
    for (let group = first; group < end; group++) {
      if (!isUsed(state, group)) continue;
      const f = 4 * group;
      const words = block + 4 * blockStep * group;
      const pairs = ordered + 16 * from;
      loops.sumGroup(
        words,
        pairs,
        count,
        sumsOf(f, slot),
        sumsOf(f + 1, slot),
        sumsOf(f + 2, slot),
        sumsOf(f + 3, slot),
      );
    }
  };

  return Object.freeze({
    sumGroups(first: number, end: number, from: number, to: number, slot: number): void {
      const start = binStart[4 * first] as number;
      const bins = (binStart[endFeature(state, end)] as number) - start;
      loops.clear(histograms + 8 * (slot * stride + 2 * start), 16 * bins);
      for (let at = from; at < to; at += blockRows) sumBlock(first, end, at, Math.min(blockRows, to - at), slot);
    },
    subtract(first: number, end: number, parent: number, smaller: number): void {
      const start = binStart[4 * first] as number;
      const bins = (binStart[endFeature(state, end)] as number) - start;
      const from = histograms + 16 * start;
      loops.subtract(from + 8 * parent * stride, from + 8 * smaller * stride, 16 * bins);
    },
    openRoot(from: number, to: number, shift: number, rowStep: number) {
      const gradient = loops.openRoot(rows + 4 * from, to - from, gh, shift, rowStep, ordered + 16 * from);
      return { gradient, rows: loops.rootRows.value };
    },
    separate(from: number, to: number, { feature, bin, missingLeft }: BinSplit): number {
      const words = (binned.groups[feature >> 2] as Uint32Array).byteOffset;
      const shift = 8 * (feature & 3);
      return loops.separate(rows + 4 * from, to - from, words, shift, bin, Number(missingLeft), spare + 4 * from);
    },
    settle(
      from: number,
      to: number,
      lefts: number,
      leftTo: number,
      rightTo: number,
      { left, right, rowStep }: Gather,
    ): void {
      const rights = to - from - lefts;
      loops.copyNumbers(spare + 4 * from, 4, rows + 4 * leftTo, lefts);
      loops.copyNumbers(spare + 4 * (to - 1), -4, rows + 4 * rightTo, rights);
      if (left) loops.gather(rows + 4 * leftTo, lefts, gh, rowStep, ordered + 16 * leftTo);
      if (right) loops.gather(rows + 4 * rightTo, rights, gh, rowStep, ordered + 16 * rightTo);
    },
    addScores(from: number, to: number, leaves: number): void {
      for (let leaf = 0; leaf < leaves; leaf++) {
        const start = Math.max(state.leafFrom[leaf] as number, from);
        const count = Math.min(state.leafTo[leaf] as number, to) - start;
        if (count > 0)
          loops.addValue(rows + 4 * start, count, state.leafValue[leaf] as number, state.margin.byteOffset);
      }
    },
  });
}
