import type { DataSet } from './data-set.ts';
import type { MotifCount } from './types.ts';

const motifs: readonly { readonly name: string; readonly from: string; readonly where: string }[] = [
  { name: 'stay that begins and ends the same day', from: 'stay', where: "sort = 'day'" },
  { name: 'stay of one night', from: 'stay', where: "sort = 'night'" },
  {
    name: 'ticket bought within three hours of departure',
    from: 'leg',
    where: "mode <> 'ride' and depart_at - purchased_at < 10800",
  },
  { name: 'hailed ride', from: 'leg', where: "mode = 'ride'" },
  { name: 'passage of a checkpoint at night', from: 'passage', where: 'hour >= 23 or hour < 5' },
  { name: 'parcel sent without an id', from: 'sent', where: "sort = 'unverified'" },
  { name: 'parcel received, sender without an id', from: 'received', where: "sort = 'unverified'" },
  {
    name: 'number taken over during the records',
    from: 'holder',
    where: 'valid_from > (select min(check_in) from lodging)',
  },
];

/** How often the suspicious motifs happen among the innocent and the guilty; a world should have five to one or more. */
export async function countMotifs(data: DataSet): Promise<readonly MotifCount[]> {
  const counted: MotifCount[] = [];
  for (const { name, from, where } of motifs) {
    const { innocent, guilty } = await data.numbers(
      `select count(*) filter (o.role = 'none') as innocent, count(*) filter (o.role <> 'none') as guilty
       from ${from} r join soul o on o.pid = r.pid where ${where}`,
    );
    counted.push({ motif: name, innocent: innocent?.[0] ?? 0, guilty: guilty?.[0] ?? 0 });
  }
  return counted;
}
