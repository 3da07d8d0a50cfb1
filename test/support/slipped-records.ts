import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An id with a slip of the pen among records whose ids hold spaces and plus signs. */
export function slipped(folder: string): void {
  writeFileSync(join(folder, 'dataset.json'), JSON.stringify({ synthetic: true }));
  const people = Array.from({ length: 60 }, (_, i) => ({
    id: `99${((i * 7919 + 13) % 10000) + 10000}19${50 + (i % 50)}${((i * 373) % 9000) + 1000}${((i * 211) % 900) + 100}`.slice(
      0,
      18,
    ),
    name: `${'王李张刘陈杨黄赵吴周'[i % 10]}${'伟芳强敏军静杰丽勇艳'[Math.floor(i / 10)]}${'涛娟斌霞磊秀波英辉玉'[(i * 3) % 10]}`,
  }));
  writeFileSync(
    join(folder, 'person.csv'),
    ['id_no,name', ...people.map(({ id, name }) => `${id},${name}`)].join('\n'),
  );
  const stays = people.map(({ id, name }, i) => `s ${i}+x,h,${1_700_000_000 + i * 86400},${id},${name}`);
  const { id, name } = people[9] as (typeof people)[number];
  const slip = `${id.slice(0, 10)}${(Number(id[10]) + 3) % 10}${id.slice(11)}`;
  writeFileSync(
    join(folder, 'lodging.csv'),
    ['record_id,place_id,check_in,id_no,guest_name', ...stays, `slip 1,h,1705500000,${slip},${name}`].join('\n'),
  );
}
