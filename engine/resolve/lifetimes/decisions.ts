import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ExcavatorError } from '../../kernel/errors.ts';
import { hashOf, shortageOr } from '../../lake/index.ts';
import type { IdentityDecision } from './types.ts';

/** Human decisions about who is who: one JSON object a line, appended and never rewritten. The newest about a pair counts. */
function decisionsFile(sealedDir: string): string {
  return join(sealedDir, 'decisions.ndjson');
}

/** Decisions in force, one a pair, in the order of the pairs. @throws ExcavatorError decisions_damaged */
export function readDecisions(sealedDir: string): readonly IdentityDecision[] {
  const file = decisionsFile(sealedDir);
  if (!existsSync(file)) return [];
  const newest = new Map<string, IdentityDecision>();
  for (const [i, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line === '') continue;
    const decision = parsed(line, `${file}, line ${i + 1}`);
    newest.set([decision.identifierA, decision.identifierB].sort().join(' '), decision);
  }
  return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, decision]) => decision);
}

/** Whether a person told two identifiers apart. */
export function toldApart(decisions: readonly IdentityDecision[]): (a: string, b: string) => boolean {
  const apart = new Set(
    decisions
      .filter(({ decision }) => decision === 'not_same')
      .flatMap(({ identifierA, identifierB }) => [`${identifierA} ${identifierB}`, `${identifierB} ${identifierA}`]),
  );
  return (a, b) => apart.has(`${a} ${b}`);
}

/** Names what the decisions say, so that a stored result of other decisions is not taken; empty where there are none. */
export function decisionsPrint(decisions: readonly IdentityDecision[]): string {
  return decisions.length === 0
    ? ''
    : hashOf(
        ...decisions.map(({ decision, identifierA, identifierB }) =>
          [decision, ...[identifierA, identifierB].sort()].join(' '),
        ),
      );
}

/** Appends a decision and has it on disk before returning. */
export function writeDecision(sealedDir: string, decision: IdentityDecision): void {
  const file = decisionsFile(sealedDir);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const handle = openSync(file, 'a', 0o600);
    try {
      appendFileSync(handle, `${JSON.stringify(decision)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw shortageOr(error, file);
  }
}

function parsed(line: string, where: string): IdentityDecision {
  try {
    const decision = JSON.parse(line) as Partial<IdentityDecision> | null;
    const known = decision?.decision === 'same' || decision?.decision === 'not_same';
    if (known && typeof decision.identifierA === 'string' && typeof decision.identifierB === 'string') {
      return Object.freeze(decision as IdentityDecision);
    }
  } catch {
    // Told below, with the place.
  }
  throw new ExcavatorError({
    code: 'decisions_damaged',
    kind: 'data',
    what: 'A human decision about who is who cannot be read.',
    where,
    expected: 'a JSON object with decision, identifierA and identifierB',
    advice: 'Restore the file from a backup; a run without it would override what people decided.',
  });
}
