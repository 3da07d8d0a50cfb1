import { expect, it } from 'vitest';
import { csv } from '../../scripts/terminal/format.ts';

it.each([
  ['=HYPERLINK("http://a.example")', `"'=HYPERLINK(""http://a.example"")"`],
  ['+1', "'+1"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  ['\n=1', `"'\n=1"`],
  ['＝1+1', "'＝1+1"],
])('a cell that a spreadsheet would run is kept as text: %j', (value, cell) => {
  expect(csv(['a'], [[value]])).toBe(`a\n${cell}`);
});

it.each([
  ['P-ABC', 'P-ABC'],
  ['a=b', 'a=b'],
  [-0.5, '-0.5'],
  [null, ''],
  ['a,b', '"a,b"'],
])('others stay as they are (the control): %j', (value, cell) => {
  expect(csv(['a'], [[value]])).toBe(`a\n${cell}`);
});
