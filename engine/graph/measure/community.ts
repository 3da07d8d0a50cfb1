import { leiden } from '../../kernel/leiden.ts';
import { louvain, type Partition } from '../../kernel/louvain.ts';
import type { Measure, Measured, Scene } from './measure.ts';

/** Seeds tried on a graph of moderate size; the grouping of highest modularity is taken. */
const tries = 5;
const moderate = 200_000;

const community: Measure = {
  name: 'community',
  aliases: ['communities'],
  meaning: 'Number of the well-connected community (Leiden) at the resolution that fits the graph.',
  compute: (scene) => found('community', scene, bestLeiden(scene, scene.resolution)),
};

const leidenMeasure: Measure = {
  name: 'leiden',
  meaning: 'The same as community.',
  compute: (scene) => found('leiden', scene, bestLeiden(scene, scene.resolution)),
};

const louvainMeasure: Measure = {
  name: 'louvain',
  aliases: ['louvain_community'],
  meaning: 'Number of the Louvain community at the resolution that fits the graph.',
  compute: (scene) => {
    const { resolution, tied } = scene;
    return found(
      'louvain',
      scene,
      best(scene, (seed) => louvain(tied.out, { resolution, seed })),
    );
  },
};

const levels: Measure = {
  name: 'community_levels',
  meaning: 'Leiden at half and at twice the resolution: columns community_coarse and community_fine.',
  compute: (scene) => {
    const coarse = bestLeiden(scene, scene.resolution / 2);
    const fine = bestLeiden(scene, scene.resolution * 2);
    return {
      columns: { community_coarse: coarse.of, community_fine: fine.of },
      findings: { community_coarse_count: coarse.count, community_fine_count: fine.count },
    };
  },
};

export const communityMeasures: readonly Measure[] = [community, louvainMeasure, levels];
/** Asked for by name only: it repeats `community`. */
export const leidenByName = leidenMeasure;

function bestLeiden(scene: Scene, resolution: number): Partition {
  const { tied, rounds } = scene;
  return best(scene, (seed) => leiden(tied.out, { resolution, seed, rounds }));
}

function best({ seed, graph }: Scene, run: (seed: number) => Partition): Partition {
  let kept = run(seed);
  for (let more = 1; more < (graph.size > moderate ? 1 : tries); more++) {
    const next = run(seed + more);
    if (next.modularity > kept.modularity) kept = next;
  }
  return kept;
}

function found(name: string, { resolution }: Scene, partition: Partition): Measured {
  return {
    columns: { [name]: partition.of },
    findings: { resolution, [`${name}_count`]: partition.count, [`${name}_modularity`]: partition.modularity },
    notices: [
      `${name}: resolution ${resolution.toPrecision(4)}, the one at which the groups are the most likely ones (Newman 2016), unless --resolution fixed it.`,
    ],
  };
}
