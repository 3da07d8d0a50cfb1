import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRng } from '../../engine/kernel/rng.ts';
import { explainPair, type LinkSpec, linkRecords } from '../../engine/linkage/index.ts';
import { makePeople, mistype, writePeople } from '../fixtures/linkage-people.ts';

const folder = mkdtempSync(join(tmpdir(), 'linkage-'));
const at = (name: string): string => join(folder, name);
const write = (name: string, lines: readonly string[]): string => {
  writeFileSync(at(name), `${lines.join('\n')}\n`);
  return at(name);
};
const quick = { out: at('out.csv'), threads: 2, memoryLimitMb: 1000 };
const sumOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

test.each([
  ['western', 0.15, 0.98],
  ['chinese', 0.15, 0.98],
  ['spanish', 0.15, 0.97],
  ['western', 0.35, 0.94],
] as const)('people in %s columns with %d errors a field are found blind', async (language, errorRate, least) => {
  const people = makePeople({ seed: 21, people: 500, repeats: 1, errorRate, missingRate: 0.08, language });
  writePeople(at(`${language}.csv`), people);
  const report = await linkRecords({ ...quick, fileA: at(`${language}.csv`), id: 'ref', truth: 'who' });
  expect(report.truth?.f1).toBeGreaterThan(least);
  expect(report.comparisons.map(({ column }) => column)).not.toContain('who');
});

test('a table without duplicates yields next to none', async () => {
  const people = makePeople({
    seed: 7,
    people: 1500,
    repeats: 0,
    errorRate: 0.2,
    missingRate: 0.1,
    language: 'spanish',
  });
  writePeople(at('none.csv'), people);
  const report = await linkRecords({ ...quick, fileA: at('none.csv'), id: 'ref', truth: 'who' });
  expect(report.matches).toBeLessThan(12);
});

test('two files with the same ids and other column names', async () => {
  const people = makePeople({
    seed: 9,
    people: 800,
    repeats: 1,
    errorRate: 0.15,
    missingRate: 0.05,
    language: 'western',
  });
  const half = (which: number): string[][] =>
    people.rows.filter((_, i) => i % 2 === which).map((row, i) => [`x${i}`, ...row.slice(1)]);
  writePeople(at('a.csv'), { header: people.header, rows: half(0) });
  const header = ['ref', 'full name', 'date of birth', 'phone', 'street', 'city', 'postcode', 'gender', 'who'];
  writePeople(at('b.csv'), { header, rows: half(1) });
  const report = await linkRecords({ ...quick, fileA: at('a.csv'), fileB: at('b.csv'), id: 'ref', truth: 'who' });
  expect(report.truth?.f1).toBeGreaterThan(0.98);
  expect(report.comparisons.length).toBe(7);
});

test('relatives who share name, telephone and address stay two people', async () => {
  const people = makePeople({
    seed: 41,
    people: 800,
    repeats: 0.8,
    errorRate: 0.15,
    missingRate: 0.05,
    language: 'western',
  });
  const heads = new Map<number, readonly string[]>();
  const rows = people.rows.map((row) => {
    const person = Number(row[8].slice(1));
    const head = heads.get(person >> 1) ?? row;
    heads.set(person >> 1, head);
    if (person % 2 === 0) return row;
    const fullName = `${row[1].split(' ')[0]} ${head[1].split(' ')[1] ?? ''}`.trim();
    return [row[0], fullName, row[2], ...row.slice(3, 7).map((x, i) => (x === '' ? x : head[i + 3])), row[7], row[8]];
  });
  writePeople(at('families.csv'), { ...people, rows });
  const report = await linkRecords({ ...quick, fileA: at('families.csv'), id: 'ref', truth: 'who' });
  expect(report.truth?.f1).toBeGreaterThan(0.96);
  expect(report.relativesLambda * report.possiblePairs).toBeGreaterThan(100);
});

test('postcode and town are not counted twice', async () => {
  const people = makePeople({
    seed: 3,
    people: 800,
    repeats: 1,
    errorRate: 0.1,
    missingRate: 0.05,
    language: 'western',
  });
  writePeople(at('town.csv'), people);
  const { comparisons } = await linkRecords({ ...quick, fileA: at('town.csv'), id: 'ref', truth: 'who' });
  const parentOf = (name: string) => comparisons.find(({ column }) => column === name)?.dependsOn;
  expect(parentOf('Town') === 'ZIP' || parentOf('ZIP') === 'Town').toBe(true);
});

test('planted m, u and prevalence come out of the whole line within 5 %', async () => {
  const seed = 17;
  const rng = createRng(seed);
  const vocabularies = [40, 60, 80, 100, 120].map((size, c) =>
    Array.from({ length: size }, (_, i) => String.fromCharCode(97 + c).repeat(3 + (i % 5)) + i.toString(36).repeat(3)),
  );
  const agree = [0.95, 0.9, 0.85, 0.9, 0.95];
  const people = 2000;
  const rows = ['id,fa,fb,fc,fd,fe,who'];
  for (let p = 0; p < people; p++) {
    const values = vocabularies.map((words) => words[rng.int(words.length)]);
    rows.push(['o', p, ...values, p].join().replace('o,', 'o'));
    if (p % 2 === 1) continue;
    const again = values.map((value, c) => {
      const others = vocabularies[c].filter((word) => word !== value);
      return rng.uniform() < agree[c] ? value : others[rng.int(others.length)];
    });
    rows.push(['d', p, ...again, p].join().replace('d,', 'd'));
  }
  const spec: LinkSpec = {
    comparisons: ['fa', 'fb', 'fc', 'fd', 'fe'].map((column) => ({
      column,
      kind: 'category' as const,
      levels: [0.9999],
    })),
  };
  const report = await linkRecords({ ...quick, fileA: write('planted.csv', rows), id: 'id', truth: 'who', spec });
  const matches = report.lambda * report.possiblePairs;
  expect(Math.abs(matches / (people / 2) - 1), `seed ${seed}`).toBeLessThan(0.05);
  for (const [c, { levels }] of report.comparisons.entries()) {
    expect(Math.abs((levels[0]?.m ?? 0) / agree[c] - 1), `m of ${c}`).toBeLessThan(0.05);
    expect(Math.abs((levels[0]?.u ?? 0) * vocabularies[c].length - 1), `u of ${c}`).toBeLessThan(0.05);
  }
});

test('the same bytes at one thread and at two, and whatever the order of the rows', async () => {
  const people = makePeople({
    seed: 5,
    people: 300,
    repeats: 1,
    errorRate: 0.2,
    missingRate: 0.1,
    language: 'spanish',
  });
  writePeople(at('one.csv'), people);
  writePeople(at('turned.csv'), { ...people, rows: [...people.rows].reverse() });
  const sums: string[] = [];
  for (const [file, threads] of [
    ['one.csv', 1],
    ['one.csv', 2],
    ['turned.csv', 2],
  ] as const) {
    await linkRecords({ ...quick, threads, fileA: at(file), id: 'ref', truth: 'who' });
    sums.push(sumOf(quick.out));
  }
  expect(new Set(sums).size).toBe(1);
});

test('the weights of an explanation add up to the weight written', async () => {
  const people = makePeople({
    seed: 6,
    people: 120,
    repeats: 1,
    errorRate: 0.2,
    missingRate: 0.1,
    language: 'western',
  });
  writePeople(at('why.csv'), people);
  const options = { ...quick, fileA: at('why.csv'), id: 'ref', truth: 'who' };
  await linkRecords(options);
  const lines = readFileSync(quick.out, 'utf8').trim().split('\n').slice(1, 200);
  const [idA, idB, weight, , match] = (lines[lines.length >> 1] ?? '').split(',');
  const why = await explainPair(options, idA, idB);
  expect(why.weight).toBeCloseTo(Number(weight), 4);
  expect(String(why.match)).toBe(match);
  expect(why.lines.reduce((sum, line) => sum + line.weight, 0)).toBeCloseTo(why.weight, 9);
  await expect(explainPair(options, idA, 'nobody')).rejects.toMatchObject({ code: 'record_not_found' });
});

test('a flood of one person is bounded, said and linked', async () => {
  const rng = createRng(4);
  const others = makePeople({
    seed: 8,
    people: 600,
    repeats: 1,
    errorRate: 0.1,
    missingRate: 0.05,
    language: 'spanish',
  });
  const flood = ['maria', 'santos', '02/01/1970', '', 'lima', '15001'];
  const rows = Array.from({ length: 4000 }, (_, i) => [
    `b${i}`,
    ...flood.map((value) => (value !== '' && rng.uniform() < 0.05 ? mistype(rng, value) : value)),
    'big',
  ]);
  writePeople(at('flood.csv'), { header: others.header, rows: [...rows, ...others.rows] });
  const report = await linkRecords({ ...quick, fileA: at('flood.csv'), id: 'ref', truth: 'who' });
  expect(report.comparedPairs).toBeLessThan(40 * 6000);
  expect(report.warnings.some((text) => text.includes('too many records'))).toBe(true);
  expect(report.warnings.some((text) => text.includes('one value is in'))).toBe(true);
  expect(report.warnings.join()).not.toContain('maria');
  expect(report.matches).toBeGreaterThan(10_000);
});

test.each([
  ['file_not_found', { fileA: at('nowhere.csv') }],
  ['column_not_found', { id: 'nope' }],
  ['column_not_found', { truth: 'nope' }],
  ['id_repeated', { fileA: write('twice.csv', ['id,name', '1,Ann', '1,Bob']) }],
  ['id_empty', { fileA: write('noid.csv', ['id,name', '1,Ann', ',Bob']) }],
  ['file_empty', { fileA: write('norows.csv', ['id,name']) }],
  ['nothing_to_compare', { fileA: write('blank.csv', ['id,a,b', ...Array.from({ length: 30 }, (_, i) => `${i},,`)]) }],
  ['file_kind_unknown', { fileA: write('people.doc', ['id,name', '1,Ann']) }],
  ['spec_invalid', { spec: { colour: 'red' } as LinkSpec }],
  ['spec_invalid', { spec: { threshold: 2 } }],
  ['spec_invalid', { spec: { comparisons: [{ column: 'name', kind: 'shoe' }] } as unknown as LinkSpec }],
  ['spec_invalid', { spec: { blocking: [['name:shoe']] } }],
] as const)('%s is said in words', async (code, change) => {
  const fileA = write('small.csv', ['id,name', '1,Ann Lee', '2,Ann Lee', '3,Bob Ray', '4,Cy Fox']);
  await expect(linkRecords({ ...quick, fileA, id: 'id', ...change })).rejects.toMatchObject({ code });
});

test('ragged headers, empty and constant columns and one record do no harm', async () => {
  const rows = [
    'id, given name , x, y, z',
    ...Array.from({ length: 40 }, (_, i) => `${i}, name${i % 20}, , same, ${i % 3}`),
  ];
  const report = await linkRecords({ ...quick, fileA: write('ragged.csv', rows), id: 'id' });
  expect(report.ignoredColumns.map(({ reason }) => reason)).toEqual(['empty', 'the same value everywhere']);
  const one = await linkRecords({ ...quick, fileA: write('single.csv', ['id,name', '1,Ann Lee']), id: 'id' });
  expect(one).toMatchObject({ recordsA: 1, matches: 0, comparedPairs: 0 });
});

test('SQL outside the neutral subset stands in the dialect alone', () => {
  const forbidden =
    /\b(qualify|asof|group by all|list_|array_|hash\(|interval|regexp_|unnest|jaro_|levenshtein\(|strip_accents)/i;
  const dir = 'engine/linkage';
  const offenders = readdirSync(dir).filter(
    (file) =>
      file.endsWith('.ts') &&
      file !== 'dialect.ts' &&
      forbidden.test(readFileSync(join(dir, file), 'utf8').replaceAll(/dialect\.\w+\(/g, '')),
  );
  expect(offenders).toEqual([]);
  expect(forbidden.test(readFileSync(join(dir, 'dialect.ts'), 'utf8'))).toBe(true);
});

test('names in characters in one file and in letters in the other meet by their sound', async () => {
  const rng = createRng(5);
  const [surnames, given] = [[...'王李张刘陈杨黄赵吴周'], [...'伟芳强敏军静杰丽勇艳涛娟斌霞磊秀波英辉玉']];
  const sounds: Record<string, string> = Object.fromEntries(
    'wang li zhang liu chen yang huang zhao wu zhou wei fang qiang min jun jing jie li yong yan tao juan bin xia lei xiu bo ying hui yu'
      .split(' ')
      .map((sound, i) => [[...surnames, ...given][i] as string, sound]),
  );
  const people = Array.from({ length: 300 }, (_, i) => ({
    who: i,
    name: [surnames[rng.int(10)], given[rng.int(20)], given[rng.int(20)]] as [string, string, string],
    born: `${1950 + rng.int(50)}-${String(1 + rng.int(12)).padStart(2, '0')}-${String(1 + rng.int(28)).padStart(2, '0')}`,
  }));
  const letters = ([a, b, c]: [string, string, string]): string =>
    `${sounds[b]}${sounds[c]} ${sounds[a]?.toUpperCase()}`;
  const a = write('han.csv', [
    'ref,name,birth date,who',
    ...people.map(({ who, name, born }) => `a${who},${name.join('')},${born},${who}`),
  ]);
  const b = write('pinyin.csv', [
    'ref,name,birth date,who',
    ...people.map(({ who, name, born }) => `b${who},${letters(name)},${born},${who}`),
  ]);
  const report = await linkRecords({ ...quick, fileA: a, fileB: b, id: 'ref', truth: 'who' });
  expect(report.truth?.f1).toBeGreaterThan(0.98);
  const name = report.comparisons.find(({ column }) => column === 'name');
  expect(name?.levels[0]?.weight).toBeGreaterThan(4);
});

test('a column that labels the groups is no evidence: by its name, or whole numbers in turn', async () => {
  const people = makePeople({
    seed: 21,
    people: 400,
    repeats: 1,
    errorRate: 0.15,
    missingRate: 0.08,
    language: 'western',
  });
  for (const label of ['cluster', 'nameless']) {
    const header = people.header.map((column) => (column === 'who' ? label : column));
    const whoAt = people.header.indexOf('who');
    const numbers = new Map([...new Set(people.rows.map((row) => row[whoAt]))].map((who, i) => [who, String(i)]));
    const rows = people.rows.map((row) => row.map((cell, i) => (i === whoAt ? (numbers.get(cell) as string) : cell)));
    writePeople(at(`${label}.csv`), { header, rows });
    const report = await linkRecords({ ...quick, fileA: at(`${label}.csv`), id: 'ref' });
    expect(report.comparisons.map(({ column }) => column)).not.toContain(label);
    expect(report.warnings.find((warning) => warning.includes(`"${label}"`))).toMatch(/label of groups or a counter/);
  }
});
