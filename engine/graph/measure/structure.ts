import { degreeAssortativity, neighbourDegrees } from '../../kernel/assortativity.ts';
import { components } from '../../kernel/components.ts';
import { constraints } from '../../kernel/constraint.ts';
import type { Rows } from '../../kernel/csr.ts';
import { effectiveSizes } from '../../kernel/effective-size.ts';
import { coreNumbers } from '../../kernel/k-core.ts';
import { strengths } from '../../kernel/pagerank.ts';
import { strongComponents } from '../../kernel/strong-components.ts';
import { clusteringOf, triangles } from '../../kernel/triangles.ts';
import type { Measure } from './measure.ts';

const degree: Measure = {
  name: 'degree',
  meaning: 'With how many others there is an edge; directed: degree_in and degree_out.',
  compute: ({ graph }) =>
    graph.directed
      ? { columns: { degree_in: degrees(graph.in), degree_out: degrees(graph.out) } }
      : { columns: { degree: degrees(graph.out) } },
};

const strength: Measure = {
  name: 'strength',
  aliases: ['weighted_degree'],
  meaning: 'Sum of the weights of the edges; directed: strength_in and strength_out.',
  compute: ({ graph }) =>
    graph.directed
      ? { columns: { strength_in: strengths(graph.in), strength_out: strengths(graph.out) } }
      : { columns: { strength: strengths(graph.out) } },
};

const component: Measure = {
  name: 'component',
  aliases: ['components', 'connected_components'],
  meaning: 'Number of the connected part (directed: of the weakly connected one, and strong_component).',
  compute: ({ graph }) => {
    const weak = components(graph.out, graph.in);
    if (!graph.directed) return { columns: { component: weak.of }, findings: { components: weak.count } };
    const strong = strongComponents(graph.out);
    return {
      columns: { component: weak.of, strong_component: strong.of },
      findings: { components: weak.count, strong_components: strong.count },
    };
  },
};

const kCore: Measure = {
  name: 'k_core',
  aliases: ['kcore', 'core', 'coreness', 'cores'],
  meaning: 'Largest k such that the node lies in a circle where everybody has k neighbours.',
  compute: ({ tied }) => ({ columns: { k_core: coreNumbers(tied.out) } }),
};

const triangle: Measure = {
  name: 'triangles',
  meaning: 'Pairs of neighbours that have an edge between them.',
  compute: ({ tied }) => {
    const counts = triangles(tied.out);
    return { columns: { triangles: counts }, findings: { triangles: counts.reduce((sum, one) => sum + one, 0) / 3 } };
  },
};

const clustering: Measure = {
  name: 'clustering',
  meaning: 'Share of pairs of neighbours that have an edge between them; 0 below two neighbours.',
  compute: ({ tied }) => ({ columns: { clustering: clusteringOf(tied.out, triangles(tied.out)) } }),
};

const effectiveSize: Measure = {
  name: 'effective_size',
  meaning: "Burt's effective size: neighbours less their redundancy; empty without neighbours.",
  compute: ({ tied }) => ({ columns: { effective_size: effectiveSizes(tied.out) } }),
};

const constraint: Measure = {
  name: 'constraint',
  meaning: "Burt's constraint: low for brokers between circles; empty without neighbours.",
  compute: ({ tied }) => ({ columns: { constraint: constraints(tied.out) } }),
};

const assortativity: Measure = {
  name: 'assortativity',
  aliases: ['neighbour_degree'],
  meaning: 'Mean degree of the neighbours (column neighbour_degree); the correlation over all edges is a finding.',
  compute: ({ graph, tied }) => ({
    columns: { neighbour_degree: neighbourDegrees(tied.out) },
    findings: { assortativity: degreeAssortativity(graph.out, graph.in) },
  }),
};

export const structureMeasures: readonly Measure[] = [
  degree,
  strength,
  component,
  kCore,
  triangle,
  clustering,
  effectiveSize,
  constraint,
  assortativity,
];

function degrees({ order, offsets }: Rows): Int32Array {
  return Int32Array.from({ length: order }, (_, i) => (offsets[i + 1] as number) - (offsets[i] as number));
}
