import { expect, test } from 'vitest';
import { withFolder } from '../support/home.ts';
import { unlawful } from '../support/interleavings.ts';
import { playMany } from '../support/play-interleavings.ts';
import { seed } from '../support/seed.ts';

test(`rule 4: in 100 interleavings of six hands nobody reads alone (seed ${seed})`, () =>
  withFolder(async (home) => {
    expect(await playMany(home, 100, seed)).toBeGreaterThan(5);
  }));

test('negative control: the judge of these histories finds every way to read unlawfully', () => {
  const deed = (who: string, did: 'requested' | 'approved' | 'read' | 'closed', at: number, grant = 'g') => ({
    who,
    did,
    grant,
    at,
    ...(did === 'approved' ? { until: 100 } : {}),
  });
  const [asked, read] = [deed('a', 'requested', 1), deed('a', 'read', 9)];
  expect(unlawful([asked, deed('b', 'approved', 2), read])).toEqual([]);
  const histories = [
    [asked, read],
    [asked, deed('a', 'approved', 2)],
    [asked, deed('b', 'approved', 2), read, deed('a', 'approved', 9)],
    [asked, read, deed('b', 'approved', 10)],
    [asked, deed('b', 'approved', 2), deed('c', 'read', 9)],
    [asked, deed('b', 'approved', 2), deed('a', 'read', 100)],
    [asked, deed('b', 'approved', 2), deed('b', 'closed', 3, 'case'), read],
    [deed('b', 'approved', 2), read],
  ];
  for (const history of histories) expect(unlawful(history)).toHaveLength(1);
});
