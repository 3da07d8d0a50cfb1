import { filledSingles } from '../kernel/filled.ts';

/**
 * Kinds of declared goods that parcels from the border are said to hold (domain: tea, wooden furniture, snacks). Words of
 * both languages; a declaration may belong to several. The lift of each declaration in the data stands beside it.
 */
export const goodsClasses = Object.freeze({
  tea: /tea\b|\bteas\b|茶/i,
  furniture: /furnitur|wood|timber|carving|家具|木|竹|根雕/i,
  snack: /snack|food|fruit|nut|candy|sweet|biscuit|dried|special(it|t)|零食|食品|特产|果|糖|饼|干货|土产/i,
});

export type GoodsClass = keyof typeof goodsClasses;
export const goodsClassNames = Object.freeze(Object.keys(goodsClasses) as GoodsClass[]);

/** Of each parcel 1 or 0, NaN where the goods are not stated; all NaN where no declaration is of the class. */
export function ofClass(goods: Int32Array, texts: readonly string[], name: GoodsClass): Float32Array {
  const answers = texts.map((text) => Number(goodsClasses[name].test(text)));
  const occurs = answers.includes(1);
  return filledSingles(goods.length, (r) => {
    const kind = goods[r] as number;
    return kind < 0 || !occurs ? NaN : (answers[kind] as number);
  });
}
