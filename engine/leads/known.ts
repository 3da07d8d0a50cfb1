import { hash } from 'node:crypto';
import type { LeadDraft, LeadEvidence } from './types.ts';

const printBytes = 8;

/** Record ids as a sorted list of 64-bit prints, in base64: enough to say whether an id was among them. */
export function printsOf(records: readonly string[]): string {
  const prints = [...new Set(records)].map(print).sort(Buffer.compare);
  return Buffer.concat(prints).toString('base64');
}

/** Those of the records that are not among the prints, in the order given. */
function unknownTo(prints: string, records: readonly string[]): readonly string[] {
  const bytes = Buffer.from(prints, 'base64');
  const known = new Set<string>();
  for (let at = 0; at < bytes.length; at += printBytes) known.add(bytes.toString('hex', at, at + printBytes));
  return [...new Set(records)].filter((record) => !known.has(print(record).toString('hex')));
}

/** The prints without those of some records. */
export function printsWithout(prints: string, gone: ReadonlySet<string>): string {
  const bytes = Buffer.from(prints, 'base64');
  const out = new Set([...gone].map((record) => print(record).toString('hex')));
  const left: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += printBytes) {
    if (!out.has(bytes.toString('hex', at, at + printBytes))) left.push(bytes.subarray(at, at + printBytes));
  }
  return Buffer.concat(left).toString('base64');
}

/** Records that a draft cites, and who stands established at the end of its path. */
export function factsOf({ evidence }: LeadDraft): readonly string[] {
  return [...[...evidence.path, ...evidence.contacts].flatMap(({ records }) => records), establishedFact(evidence)];
}

/**
 * What a draft cites that whoever saw the lead could not know: not among the prints, and of a contact that went on after
 * the date the lead was made for. An old record that only another path or another model brings up is not new.
 */
export function newFacts({ evidence }: LeadDraft, prints: string, asOf: number): readonly string[] {
  const later = [...evidence.path, ...evidence.contacts].filter(({ last }) => last > asOf);
  const cited = later.flatMap(({ records }) => records);
  if (evidence.establishedAt > asOf) cited.push(establishedFact(evidence));
  return unknownTo(prints, cited);
}

const establishedFact = ({ path, established, caseId }: LeadEvidence): string =>
  `established ${path.at(-1)?.to ?? ''} ${established} ${caseId}`;

function print(record: string): Buffer {
  return hash('sha256', record, 'buffer').subarray(0, printBytes);
}
