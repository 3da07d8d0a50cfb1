import type Database from 'better-sqlite3';

/**
 * A number that is another one once somebody else has written to the database, so that what was read may be kept until
 * then. Looked up once a turn of the event loop; own writes do not change it.
 */
export function createChanges(db: Database.Database): () => number {
  const version = db.prepare<[], number>('pragma data_version').pluck();
  let known: number | undefined;
  return () => {
    if (known === undefined) {
      known = version.get() ?? 0;
      setImmediate(() => {
        known = undefined;
      });
    }
    return known;
  };
}
