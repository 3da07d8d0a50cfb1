import { at, cumulative, drawIndex } from '../array.ts';
import type { Rng } from '../rng.ts';

/** Common surnames with rough per-mille frequencies as counted in large name registers. */
const surnames = (
  '王 72 李 71 张 68 刘 54 陈 45 杨 31 黄 22 赵 21 吴 20 周 19 徐 15 孙 14 马 13 朱 13 胡 12 郭 12 何 11 林 11 高 10 罗 10 郑 9 梁 8 谢 8 宋 7 唐 7 ' +
  '许 7 韩 7 邓 6 冯 6 曹 6 彭 6 曾 6 肖 5 田 5 董 5 潘 5 袁 5 蔡 5 蒋 5 余 5 于 5 杜 4 叶 4 程 4 魏 4 苏 4 吕 4 丁 4 任 4 卢 4 姚 4 沈 4 钟 3 姜 3 崔 3 ' +
  '谭 3 陆 3 范 3 汪 3 廖 3 石 3 金 3 韦 3 贾 3 夏 3 付 3 方 3 邹 3 熊 3 白 3 孟 3 秦 3 邱 2 侯 2 江 2 尹 2 薛 2 闫 2 段 2 雷 2 龙 2 黎 2 史 2 陶 2 贺 2 ' +
  '毛 2 郝 2 顾 2 龚 2 邵 2 万 2 覃 2 武 2 钱 2 戴 2 严 2 莫 2 孔 2 向 2 常 2 刀 1 岩 1 普 1 岳 1 番 1 排 1 早 1 勒 1'
).split(' ');
const surnameText = surnames.filter((_, i) => i % 2 === 0);
const surnameSums = cumulative(surnames.filter((_, i) => i % 2 === 1).map(Number));
const givenMen = [
  ...'伟强军杰勇涛斌磊波辉刚健明亮建平志文海云龙飞鹏超浩宇俊峰凯亮鑫林国华新东成永祥春生贵福荣德兴宏光坤松柏',
];
const givenWomen = [
  ...'芳娜敏静丽艳娟霞秀英玉兰梅红燕玲桂珍莉萍琴云洁雪婷倩颖慧琳佳欣怡梦瑶月香菊花凤翠莲春彩淑华爱琼芬',
];
const givenBoth = [...'晓小文子嘉思雨天一清安宁乐永金玉明家瑞'];

export function drawSurname(rng: Rng): string {
  return at(surnameText, drawIndex(surnameSums, rng.next()));
}

export function drawGiven(woman: boolean, rng: Rng): string {
  const last = rng.pick(woman ? givenWomen : givenMen);
  if (rng.chance(0.16)) return last;
  return rng.pick(rng.chance(0.5) ? givenBoth : woman ? givenWomen : givenMen) + last;
}

/** A name that belongs to nobody in particular. */
export function strayName(rng: Rng): string {
  return drawSurname(rng) + drawGiven(rng.chance(0.5), rng);
}

/** One slip of the pen: a character swapped, dropped or replaced. */
export function misspell(name: string, rng: Rng): string {
  const letters = [...name];
  if (letters.length < 2) return name;
  const where = rng.int(letters.length);
  if (rng.chance(0.3) && letters.length > 2) letters.splice(Math.max(1, where), 1);
  else letters[where] = where === 0 ? drawSurname(rng) : rng.pick(rng.chance(0.5) ? givenMen : givenWomen);
  return letters.join('');
}
