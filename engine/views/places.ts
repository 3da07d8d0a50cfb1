import type { Home } from '../home.ts';
import { type CaseGraph, tableOf } from './case-graph.ts';
import type { PlacesView } from './types.ts';

const roadsMost = 400;

/** Places for a map, coarse; cells are left out (they are many and say where a telephone was). */
export async function placesView(home: Home, { run }: CaseGraph): Promise<PlacesView> {
  const table = (name: string): string => tableOf(home, run, 'resolve', name);
  const places = await home.lake.rows<PlacesView['places'][number] & Record<string, string | number | null>>(`
    select place_id as place, kind, area_id, round(lat, 2) as lat, round(lon, 2) as lon from ${table('place')}
    where lat is not null and lon is not null and kind <> 'cell' order by place_id`);
  const roads = await home.lake.rows<PlacesView['roads'][number] & Record<string, string | number | null>>(`
    select least(from_place, to_place) as "from", greatest(from_place, to_place) as "to", count(*) as trips
    from ${table('leg')} where from_place <> to_place group by 1, 2 order by trips desc, 1, 2 limit ${roadsMost}`);
  return Object.freeze({ runId: run.runId, places, roads });
}
