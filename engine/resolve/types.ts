/** Tables that resolve hands on, as Parquet files of its folder; persons are whole numbers from 0. */
export const resolvedTables = Object.freeze([
  'stay',
  'leg',
  'passage',
  'shipment',
  'conversation',
  'established',
  'place',
  'person',
] as const);

export interface Resolved {
  readonly persons: number;
  readonly rows: Readonly<Record<string, number>>;
  /** Rows of `finding.parquet`. */
  readonly findings: number;
  /** What was capped or could not be looked at, in sentences. */
  readonly notices: readonly string[];
}
