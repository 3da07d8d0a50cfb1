import { code, page, table } from './markdown.ts';

/** The catalogue of ingest, as far as the page needs it. */
export type IngestCodes = Readonly<
  Record<string, { readonly outcome: string; readonly sentence: string; readonly advice: string }>
>;

/** docs/generated/ingest-codes.md: what becomes of a row or a file that is not as the contract says. */
export function ingestCodesPage(catalogue: IngestCodes): string {
  const rows = Object.entries(catalogue).map(([name, { outcome, sentence, advice }]) => [
    code(name),
    outcome,
    sentence,
    advice,
  ]);
  return page('Codes of ingest', 'the catalogue of `engine/ingest`', [
    'Every row is accounted for: seen = accepted + quarantined + duplicate + refused. A code with the outcome `stop` ends the load before anything is stored.',
    table(['code', 'outcome', 'meaning', 'what to do'], rows),
  ]);
}
