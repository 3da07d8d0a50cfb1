import { config } from '../../config/index.ts';
import { UnionFind } from '../../kernel/union-find.ts';
import { type Lake, sql } from '../../lake/index.ts';
import type { IdentifierState, IdentityDecision, IdentityLink } from './types.ts';

interface Tenure {
  readonly from: number;
  readonly to: number;
  readonly holder: string;
}

/**
 * Which identifiers become one person beyond what the registers say. A register outweighs what is inferred:
 * two national ids are never joined but by a human decision, nor a number to somebody else than its registered holder.
 */
export async function linksOf(
  lake: Lake,
  states: readonly IdentifierState[],
  decisions: readonly IdentityDecision[],
): Promise<readonly IdentityLink[]> {
  const sure = states.filter(
    ({ kind, probability }) => kind === 'burner_succession' && probability >= config.lifetimes.joinFrom,
  );
  const decided = decisions.filter(({ decision }) => decision === 'same');
  const apart = decisions.filter(({ decision }) => decision === 'not_same');
  const clusters = await openClusters(lake, [
    ...sure.flatMap(({ identifierA, identifierB }) => [identifierA, identifierB as string]),
    ...decisions.flatMap(({ identifierA, identifierB }) => [identifierA, identifierB]),
  ]);
  const links: IdentityLink[] = [];
  const join = (a: string, b: string, probability: number, state: IdentifierState | undefined): void => {
    if (!clusters.join(a, b, state === undefined, apart)) return;
    links.push({ identifierA: a, identifierB: b, probability, state });
  };
  for (const { identifierA, identifierB } of decided) {
    if (clusters.knows(identifierA) && clusters.knows(identifierB)) join(identifierA, identifierB, 1, undefined);
  }
  for (const state of [...sure].sort(
    (a, b) => b.probability - a.probability || (a.identifierA < b.identifierA ? -1 : 1),
  )) {
    const heir = state.identifierB as string;
    if (clusters.holder(heir, state.lastAt) !== undefined) continue;
    join(clusters.holder(state.identifierA, state.firstAt) ?? state.identifierA, heir, state.probability, state);
  }
  return links;
}

/** The persons that the first numbering made of the identifiers that matter, and who held them when. */
async function openClusters(lake: Lake, identifiers: readonly string[]) {
  if (identifiers.length === 0) return emptyClusters;
  const wanted = [...new Set(identifiers)].sort();
  const list = wanted.map((identifier) => sql.text(identifier)).join(', ');
  const held = await lake.rows<{ identifier: string; valid_from: number; valid_to: number; holder: string }>(
    `select t.identifier, t.valid_from, t.valid_to, min(k.identifier) as holder from tenure t join person_key k on k.person = t.person
     where t.identifier in (${list}) group by t.identifier, t.valid_from, t.valid_to order by t.identifier, t.valid_from`,
  );
  const tenures = new Map<string, Tenure[]>();
  for (const { identifier, valid_from, valid_to, holder } of held) {
    tenures.set(identifier, [...(tenures.get(identifier) ?? []), { from: valid_from, to: valid_to, holder }]);
  }
  const holders = [...new Set(held.map(({ holder }) => holder))];
  const all = [...new Set([...wanted, ...holders])].map((identifier) => sql.text(identifier)).join(', ');
  const named = await lake.rows<{ identifier: string; person: number; root: string }>(
    `select k.identifier, k.person, min(o.identifier) as root from person_key k join person_key o on o.person = k.person
     where k.identifier in (${all}) group by k.identifier, k.person order by k.identifier`,
  );
  const rootOf = new Map(named.map(({ identifier, root }) => [identifier, root]));
  const roots = [...new Set(rootOf.values())].sort();
  const index = new Map(roots.map((root, i) => [root, i]));
  const sets = new UnionFind(roots.length);
  const setOf = (identifier: string): number => sets.find(index.get(rootOf.get(identifier) as string) as number);
  const isId = (set: number): boolean => (roots[set] as string).startsWith('i:');
  return {
    knows: (identifier: string): boolean => rootOf.has(identifier),
    holder: (identifier: string, at: number): string | undefined =>
      tenures.get(identifier)?.findLast(({ from, to }) => from <= at && at < to)?.holder,
    /** Joins two persons unless that would make one of two ids or of two that somebody told apart. */
    join: (a: string, b: string, human: boolean, apart: readonly IdentityDecision[]): boolean => {
      const [one, other] = [setOf(a), setOf(b)];
      if (one === other || (!human && isId(one) && isId(other))) return false;
      const both = new Set([one, other]);
      const told = apart.some(({ identifierA, identifierB }) => {
        if (!rootOf.has(identifierA) || !rootOf.has(identifierB)) return false;
        const [x, y] = [setOf(identifierA), setOf(identifierB)];
        return x !== y && both.has(x) && both.has(y);
      });
      if (told) return false;
      sets.union(one, other);
      return true;
    },
  };
}

const emptyClusters = Object.freeze({
  knows: (_: string): boolean => false,
  holder: (_: string, _at: number): string | undefined => undefined,
  join: (_a: string, _b: string, _human: boolean, _apart: readonly IdentityDecision[]): boolean => false,
});
