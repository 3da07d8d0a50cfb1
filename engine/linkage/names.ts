import { pinyin } from 'pinyin-pro';

/** How two names agree: 0 the same, 1 sounds the same, 2 one character differs, 3 different. */
export type NameLevel = 0 | 1 | 2 | 3;

const han = /\p{Script=Han}/u;

/** The sound of a name: letters without tones and blanks, lower case. Han characters are read as surnames first. */
export function soundOf(name: string): string {
  const read = han.test(name) ? pinyin(name, { toneType: 'none', surname: 'head', type: 'string', v: true }) : name;
  return read
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Han characters against Han characters: a character that is the same needs no reading. */
function mayRhyme(x: readonly string[], y: readonly string[]): boolean {
  return x.length === y.length || !han.test(x.join('')) || !han.test(y.join(''));
}

/** Reads a name once: reading Han characters is nearly all that a comparison of names takes. */
export function rememberedSounds(): typeof soundOf {
  const known = new Map<string, string>();
  return (name) => {
    let sound = known.get(name);
    if (sound === undefined) {
      sound = soundOf(name);
      known.set(name, sound);
    }
    return sound;
  };
}

/**
 * Agreement of two names in any script; a slip is one character more, less or other, in names of three or more.
 * @param sound for many names, `rememberedSounds()`
 */
export function nameLevel(a: string, b: string, sound: typeof soundOf = soundOf): NameLevel {
  if (a === b) return 0;
  const [x, y] = [[...a], [...b]];
  if (oneSlip(x, y)) return 2;
  return mayRhyme(x, y) && soundsTheSame(a, b, sound) ? 1 : 3;
}

/** Surnames of two characters; all others have one. */
const longSurnames = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 长孙 宇文 端木 百里 南宫 独孤 西门 轩辕'.split(' '),
);

/** A name in Han characters as a passport writes it: surname, blank, given name; other names as they are. */
export function romanised(name: string): string {
  if (!han.test(name)) return name;
  const whole = name.replace(/\s+/g, '');
  const cut = longSurnames.has(whole.slice(0, 2)) ? 2 : 1;
  return [whole.slice(0, cut), whole.slice(cut)]
    .filter((part) => part !== '')
    .map(soundOf)
    .join(' ');
}

/** Surname first or last, characters or letters. */
function soundsTheSame(a: string, b: string, sound: typeof soundOf): boolean {
  const [s, t] = [sound(a), sound(b)];
  if (s === '' || t === '') return false;
  if (s === t) return true;
  if (han.test(a) && han.test(b)) return false;
  return s.length === t.length && turned(a) === turned(b);
}

/** Letters of all words in the order of the alphabet of words, so that Li Wei is Wei Li. */
function turned(name: string): string {
  const words = han.test(name) ? romanised(name).split(' ') : name.split(/[^\p{L}\p{N}]+/u).map(soundOf);
  return words
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}

function oneSlip(x: readonly string[], y: readonly string[]): boolean {
  if (Math.max(x.length, y.length) < 3 || Math.abs(x.length - y.length) > 1) return false;
  let from = 0;
  while (from < Math.min(x.length, y.length) && x[from] === y[from]) from++;
  let [i, j] = [x.length - 1, y.length - 1];
  while (i >= from && j >= from && x[i] === y[j]) {
    i--;
    j--;
  }
  return i - from < 1 && j - from < 1;
}
