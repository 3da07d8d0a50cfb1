import { join } from 'node:path';
import { type AuditReport, readCheckpoints, verifyLog } from '../../engine/audit/index.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { auditHome, covered, fill, fillCovered, inMemory } from './audit-home.ts';
import { edits, folderEdits } from './tamper.ts';

/** Tampers so many times with one log and its checkpoints; every edit is undone before the next. */
export function tamper(
  home: string,
  trials: number,
  seed: number,
  seen: (code: string) => boolean = () => true,
): { readonly missed: string[]; readonly imagined: string[] } {
  const { int } = createRng(seed);
  const audit = auditHome(home);
  fillCovered(audit, 30);
  fill(audit, 600, int, 97);
  const key = audit.signer.verifierKey;
  const db = inMemory(audit.db);
  const old = inMemory(audit.db);
  const head = audit.signer.last();
  audit.db.close();
  const check = (on = db): readonly unknown[] => {
    const folder = readCheckpoints(join(home, 'checkpoints'), key, head);
    const report: AuditReport = verifyLog(on, { tables: covered, checkpoints: folder.checkpoints });
    return [...folder.faults, ...report.faults].filter(({ code }) => seen(code));
  };
  const [missed, imagined]: [string[], string[]] = [[], []];
  const untouched = (when: string): void => {
    const faults = check();
    if (faults.length > 0) imagined.push(`${when}: ${JSON.stringify(faults[0])}`);
  };
  untouched('at the start');
  for (let trial = 0; trial < trials; trial++) {
    if (trial % 8 === 7) {
      const undo = (folderEdits[int(folderEdits.length)] as (typeof folderEdits)[number])(audit.checkpoints, int);
      if (check().length === 0) missed.push(`trial ${trial}: checkpoints`);
      undo();
    } else {
      db.exec('begin');
      const done = (edits[int(edits.length)] as (typeof edits)[number])(db, int);
      const touched = done !== undefined && db.prepare<[], number>('select total_changes()').pluck().get() !== 0;
      if (touched && changed(db, old) && check().length === 0) missed.push(`trial ${trial}: ${done}`);
      db.exec('rollback');
    }
    if (trial % 50 === 0) untouched(`after trial ${trial}`);
  }
  return { missed, imagined };
}

/** Whether an edit left anything different at all: some write the value that was there. */
function changed(db: ReturnType<typeof inMemory>, old: ReturnType<typeof inMemory>): boolean {
  const all = (from: typeof db): string =>
    ['audit_entry', 'audit_tile', ...covered.map(({ name }) => name)]
      .map((table) => JSON.stringify(from.prepare(`select * from ${table} order by 1, 2`).all()))
      .join('\n');
  return all(db) !== all(old);
}
