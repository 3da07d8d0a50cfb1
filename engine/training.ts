import { basename } from 'node:path';
import type { Home } from './home.ts';
import { openTruthPersons, sourceShares } from './line/index.ts';
import { graphBaselines, type TrainingSet } from './model/index.ts';
import { prepareLine } from './pipeline.ts';
import { roles } from './types.ts';

/** Runs the line up to the model and joins the truth to whoever would be ranked. */
export async function trainingSet(
  home: Home,
  options: { readonly truth: string; readonly group: string },
): Promise<TrainingSet> {
  const { line, folders, features, inReach, graph, established } = await prepareLine(home, undefined);
  await openTruthPersons(home, options.truth, basename(folders.resolved), line.asOf);
  const positives = await home.lake.rows<{ person: number; role: string }>(
    "select distinct person, role from truth_person where person is not null and role <> 'none' order by person, role",
  );
  await home.lake.run('drop table truth_person');
  const position = new Map([...inReach.person].map((person, row) => [person, row]));
  const labelsOf = (role: string): Uint8Array => {
    const labels = new Uint8Array(inReach.person.length);
    for (const one of positives) {
      const row = one.role === role ? position.get(one.person) : undefined;
      if (row !== undefined) labels[row] = 1;
    }
    return labels;
  };
  return {
    group: options.group,
    features: {
      rows: inReach.person.length,
      names: features.names,
      columns: features.columns.map((column) =>
        Float32Array.from(inReach.person, (person) => column[person] as number),
      ),
    },
    graph: graphBaselines(graph, established.byRole, inReach.person),
    sources: sourceShares(home),
    labels: Object.fromEntries(roles.map((role) => [role, labelsOf(role)])) as unknown as TrainingSet['labels'],
  };
}
