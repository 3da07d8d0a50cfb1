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

/** Of these what people have to do with each other is found; they hold person numbers and no pseudonyms. */
export const eventTables = Object.freeze(['stay', 'leg', 'passage', 'shipment', 'conversation'] as const);

export interface Resolved {
  readonly persons: number;
  /** Names what the event tables hold, to the byte: the same wherever they are the same. */
  readonly events: string;
  readonly rows: Readonly<Record<string, number>>;
  /** Rows of `finding.parquet`. */
  readonly findings: number;
  /** What was capped or could not be looked at, in sentences. */
  readonly notices: readonly string[];
}
