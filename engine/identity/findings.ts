import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../home.ts';
import { readBatches } from '../ingest/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { recordIdsOf } from '../kernel/record-ids.ts';
import { sql } from '../lake/index.ts';
import { sealedFolder } from '../line/index.ts';
import type { EvidenceLine, StoredFinding } from '../resolve/index.ts';
import type { DecisionReceipt, Finding, Findings, FindingsQuery, IdentityDecisionRequest } from '../types.ts';
import { rankingFolder, runOf } from '../views/index.ts';
import { recordDecision } from './record-decision.ts';
import { scoutFindings } from './scout-findings.ts';

/** Where the findings of a run are: the open half and the sealed one. */
export interface FindingFolders {
  readonly open: string;
  readonly sealed: string;
}

export function findingFolders(home: Home, runId: string): FindingFolders {
  const resolved = rankingFolder(home, runId).content.resolve;
  const open = join(home.lakeDir, resolved);
  if (existsSync(join(open, 'finding.parquet')))
    return { open, sealed: sealedFolder(home, resolved.replace(/^resolve-/, '')) };
  throw new ExcavatorError({
    code: 'findings_missing',
    kind: 'data',
    what: 'This run was made before findings were kept.',
    where: open,
    advice: 'Run `excavator run` again.',
  });
}

/** True where every data set in the home is published research data: only then may identifiers be named. */
export function mayName(home: Home): boolean {
  const batches = readBatches(home.sealedDir);
  return batches.length > 0 && batches.every(({ dataset }) => dataset.warrantNotRequired);
}

interface NamedFinding extends StoredFinding {
  readonly identifier_a: string | null;
  readonly identifier_b: string | null;
}

/**
 * Every state of an identifier that a run found, most probable first within its kind; who drives ahead of whom last.
 * @param reach where given, only findings that one of these pseudonyms is in are told, and no identifier
 */
export async function findingsOf(
  home: Home,
  query: FindingsQuery,
  reach?: ReadonlyMap<string, number>,
): Promise<Findings> {
  const run = runOf(home, query.runId);
  const named = reach === undefined && mayName(home);
  const states = await storedFindings(home, findingFolders(home, run.runId), query, named);
  const wanted = query.kind === undefined || query.kind === 'scout';
  const rows = [...states.map(publicFinding), ...(wanted ? await scoutFindings(home, run.runId) : [])];
  const inReach = ({ person_a, person_b }: Finding): boolean =>
    reach === undefined || reach.has(person_a) || (person_b !== null && reach.has(person_b));
  const found = rows.filter(inReach);
  const { offset = 0, top = found.length } = query;
  const notices = named || reach !== undefined ? run.notices : [...run.notices, sealed];
  return {
    runId: run.runId,
    asOf: run.asOf,
    total: found.length,
    rows: found.slice(offset, offset + top),
    notices,
  };
}

const sealed =
  'identifier_a and identifier_b are empty: identifiers stay in the sealed folder of the home and leave it only through a disclosure.';

async function storedFindings(
  home: Home,
  folders: FindingFolders,
  { kind }: FindingsQuery,
  named: boolean,
): Promise<readonly NamedFinding[]> {
  const columns = named ? 'i.identifier_a, i.identifier_b' : 'null as identifier_a, null as identifier_b';
  const identifiers = sql.parquet([join(folders.sealed, 'finding_identifier.parquet')]);
  return home.lake.rows<{ [K in keyof NamedFinding]: NamedFinding[K] }>(
    `select f.*, ${columns} from ${sql.parquet([join(folders.open, 'finding.parquet')])} f
     ${named ? `join ${identifiers} i on i.finding = f.finding` : ''}
     ${kind === undefined ? '' : `where f.kind = ${sql.text(kind)}`}
     order by f.kind, f.probability desc, f.finding`,
  );
}

function publicFinding(row: NamedFinding): Finding {
  return {
    finding: row.finding,
    kind: row.kind as Finding['kind'],
    probability: row.probability,
    person_a: row.person_a,
    person_b: row.person_b,
    identifier_a: bare(row.identifier_a),
    identifier_b: bare(row.identifier_b),
    first_at: row.first_at,
    last_at: row.last_at,
    record_count: row.record_count,
    records: recordIdsOf(row.records),
    evidence: row.evidence,
    weights: JSON.parse(row.weights) as EvidenceLine[],
    joined: row.joined === 1,
  };
}

/** An identifier as its source wrote it, without the letter that tells its sort. */
function bare(identifier: string | null): string | null {
  return identifier === null || identifier === '' ? null : identifier.slice(2);
}

/**
 * Writes down what a person decided about the two identifiers of a finding; every later run keeps to it.
 * @throws ExcavatorError finding_unknown, finding_of_one, finding_of_drives
 */
export async function decideIdentity(home: Home, request: IdentityDecisionRequest): Promise<DecisionReceipt> {
  const run = runOf(home, undefined);
  const { sealed } = findingFolders(home, run.runId);
  if (request.reason.trim() === '') throw noReason();
  const [found] = await home.lake.rows<{ identifier_a: string; identifier_b: string }>(
    `select identifier_a, identifier_b from ${sql.parquet([join(sealed, 'finding_identifier.parquet')])}
     where finding = ${sql.text(request.finding)}`,
  );
  if (found === undefined || found.identifier_b === '') {
    const scouts = found === undefined ? await scoutFindings(home, run.runId) : [];
    const drove = scouts.find(({ finding }) => finding === request.finding);
    throw drove === undefined ? notAPair(request.finding, found !== undefined) : ofDrives(drove);
  }
  const { finding, decision, reason, by } = request;
  const at = home.clock();
  recordDecision(home, {
    decision,
    identifierA: found.identifier_a,
    identifierB: found.identifier_b,
    finding,
    reason,
    ...(by === undefined ? {} : { by }),
    at,
  });
  return { finding, decision, at, notices: ['It takes effect with the next `excavator run`.'] };
}

/** A scout joins nobody and parts nobody, so that there is no state of identifiers to decide; whose records they are can be. */
function ofDrives({ finding, person_a, person_b }: Finding): ExcavatorError {
  return new ExcavatorError({
    code: 'finding_of_drives',
    kind: 'usage',
    what: 'This finding says who drives ahead of whom, not who is who: it joins nobody, so there is nothing to confirm or undo.',
    got: finding,
    expected: 'a finding about the identifiers of two',
    advice: `Say whose a passage is, where it is not theirs: \`excavator identity split RECORD ${person_a}\`; that both are one person: \`excavator identity join ${person_a} ${person_b}\`. The next run then looks again. What is to follow from the drives is decided on a lead.`,
  });
}

function noReason(): ExcavatorError {
  return new ExcavatorError({
    code: 'reason_missing',
    kind: 'usage',
    what: 'A decision about who is who needs a reason.',
    expected: 'a sentence that says why',
    advice: 'Add --reason TEXT.',
  });
}

function notAPair(finding: string, known: boolean): ExcavatorError {
  return new ExcavatorError({
    code: known ? 'finding_of_one' : 'finding_unknown',
    kind: known ? 'usage' : 'not_found',
    what: known
      ? 'This finding is about one identifier; there is nothing to join or part.'
      : 'There is no such finding.',
    got: finding,
    advice: 'List them: `excavator findings`.',
  });
}
