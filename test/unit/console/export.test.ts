import { describe, expect, it } from 'vitest';
import { asJson, asSvg, lineOf } from '../../../api/console/graph/export.ts';

const stamp = {
  id: 'X-aaaaaaaaaaaaaaaa',
  notice: 'A lead, <not> evidence & "so on"',
  account: 'ivo',
  unit: 'border',
  case: 'B-1',
  run: 'run-7',
  at: '2026-11-02T03:04:05.000Z',
};
const drawn = {
  nodes: [
    { id: 'P-A', role: 'supplier' as const, established: null, degree: 1 },
    { id: 'P-B', role: null, established: 'user' as const, degree: 1 },
  ],
  edges: [{ id: 'P-A|P-B', a: 'P-A', b: 'P-B', weight: 2, tested: true, channel: 'room' }],
  positions: new Map([
    ['P-A', { x: 0, y: 0 }],
    ['P-B', { x: 1, y: 1 }],
  ]),
};
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

describe('a drawing that is taken out', () => {
  it('says in every form who took it out, when, under which case, from which run, and its number', () => {
    for (const part of Object.values(stamp)) expect(lineOf(stamp)).toContain(part);
    expect(JSON.parse(asJson(drawn, stamp)).stamp).toEqual(stamp);
    const svg = asSvg(drawn, stamp);
    for (const part of lineOf(stamp).split(' · ')) expect(svg).toContain(escaped(part));
    // No line is wider than the drawing: 11 pixels a letter are more than it needs.
    const lines = [...svg.matchAll(/font-size="11">([^<]*)<\/text>\n?/g)].map(([, text = '']) => text);
    expect(Math.max(...lines.map((text) => text.length))).toBeLessThan(150);
    // Negative control: another stamp is another file.
    const other = { ...stamp, id: 'X-bbbbbbbbbbbbbbbb' };
    for (const write of [asJson, asSvg]) expect(write(drawn, other)).not.toContain(stamp.id);
  });

  it('holds everybody and every contact, and no markup of a text', () => {
    for (const write of [asJson, asSvg]) for (const { id } of drawn.nodes) expect(write(drawn, stamp)).toContain(id);
    expect(asSvg(drawn, stamp)).not.toContain('<not>');
    expect(JSON.parse(asJson(drawn, stamp)).edges).toHaveLength(1);
  });
});
