/** One step of the schema. Forward-only: a step is never edited, renamed or moved once released. */
export interface Migration {
  /** Stays for ever: the ledger remembers by it that the step was taken. */
  readonly name: string;
  /** One or more statements, run in the transaction that opens the ledger. */
  readonly sql: string;
}
