import { describe, expect, it } from 'vitest';
import { checkWorld, type Finding } from '../../scripts/world-check/index.ts';
import { cleanWorld, planted } from '../unit/world-check/plant.ts';

/** Every user stays alone in a dozen hotels more than the others: a count gives them away, and no edge is needed. */
const manyStays = `
  select * exclude (pos) from old union all
  select 'X' || id_no || n, place_id, 1767229200 + n * 86400 + 60 * n, 1767229200 + n * 86400 + 40000, null, null, null, id_no, null, null
  from guilty, range(12) r(n), (select place_id, row_number() over (order by place_id) as k from (select distinct place_id from old)) p
  where role = 'user' and k = 1 + (n + cast(substr(id_no, 13, 2) as integer)) % 20`;

describe('gates 2 and 4 through the whole line, 3,000 people and 15 days, seed 7', () => {
  it('report a world in which counting is enough', async () => {
    const world = await planted(await cleanWorld(), { lodging: manyStays });
    const { gates } = await checkWorld(world);
    const found = new Map<string, Finding>(gates.flatMap(({ findings }) => findings).map((one) => [one.name, one]));
    expect(found.get('user: counts over full model')).toMatchObject({ failed: true });
    expect(found.get('user: cost of shuffled edges')).toMatchObject({ failed: true });
    expect(found.get('user: labels shuffled')).toMatchObject({ failed: false });
    expect(gates.filter(({ gate }) => gate === 2 || gate === 4).map(({ verdict }) => verdict)).toEqual([
      'reported',
      'reported',
    ]);
  });
});
