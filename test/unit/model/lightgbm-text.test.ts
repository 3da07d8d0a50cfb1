import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scoreForest } from '../../../engine/kernel/forest-score.ts';
import { readLightGbm } from '../../../engine/model/lightgbm-read.ts';
import { writeLightGbm } from '../../../engine/model/lightgbm-write.ts';

const dir = new URL('../../fixtures/model/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, dir), 'utf8');
/** Rows and raw scores that LightGBM 4.7 itself predicted (make.py). */
const expected = JSON.parse(read('expected.json')) as {
  readonly names: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly raw: Readonly<Record<string, readonly (number | readonly number[])[]>>;
};
const number = (text: string | null) => (text === null ? NaN : Number(text.replace('inf', 'Infinity')));
const columns = expected.names.map((_, f) => Float32Array.from(expected.rows, (row) => number(row[f])));
const rows = Int32Array.from(expected.rows.keys());

describe("LightGBM's text format", () => {
  for (const name of ['nan', 'zero', 'none', 'multiclass']) {
    it(`scores a model that LightGBM wrote as LightGBM does (${name})`, () => {
      const forest = readLightGbm(read(`${name}.txt`), name);
      const raw = scoreForest(forest, columns, rows);
      const wanted = expected.raw[name].flat();
      expect(raw.length).toBe(wanted.length);
      raw.forEach((score, i) => {
        expect(score).toBeCloseTo(wanted[i], 12);
      });
    });

    it(`comes back whole from text (${name})`, () => {
      const forest = readLightGbm(read(`${name}.txt`), name);
      const again = readLightGbm(writeLightGbm(forest), 'again');
      expect(again.trees).toEqual(forest.trees);
      expect(again.featureNames).toEqual(forest.featureNames);
      expect(again.featureRanges).toEqual(forest.featureRanges);
      expect(writeLightGbm(again)).toBe(writeLightGbm(forest));
    });
  }

  it('states the sizes of the trees it writes, which LightGBM reads by', () => {
    const text = writeLightGbm(readLightGbm(read('nan.txt'), 'nan'));
    const sizes = (/tree_sizes=(.*)/.exec(text)?.[1] ?? '').split(' ').map(Number);
    let at = text.indexOf('Tree=0');
    for (const [index, size] of sizes.entries()) {
      expect(text.slice(at).startsWith(`Tree=${index}\n`)).toBe(true);
      at += size;
    }
    expect(text.slice(at).startsWith('end of trees')).toBe(true);
  });

  it('keeps an infinite threshold, which parts missing values from all others', () => {
    const text = read('nan.txt').replace(/threshold=\S+/, 'threshold=inf');
    const forest = readLightGbm(text, 'nan');
    expect(forest.trees[0].threshold[0]).toBe(Infinity);
    expect(readLightGbm(writeLightGbm(forest), 'again').trees).toEqual(forest.trees);
  });

  it('refuses what it cannot score, saying what it found', () => {
    const good = read('nan.txt');
    const refuse = (text: string, message: RegExp) => expect(() => readLightGbm(text, 'x')).toThrow(message);
    refuse(read('categorical.txt'), /categorical splits/);
    refuse(good.replace('objective=binary', 'objective=lambdarank'), /lambdarank/);
    refuse(good.slice(0, good.indexOf('end of trees') - 300), /no line "end of trees"/);
    refuse('', /first line ""/);
    refuse(good.replace('is_linear=0', 'is_linear=1'), /linear leaves/);
    refuse(good.replace(/left_child=\S+/, 'left_child=0'), /a tree|child/);
    refuse(good.replace(/split_feature=\S+/, 'split_feature=9'), /feature 9/);
    refuse(good.replace(/threshold=\S+/, 'threshold=x'), /threshold/);
  });
});
