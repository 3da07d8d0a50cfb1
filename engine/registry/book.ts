import type Database from 'better-sqlite3';
import {
  type Alias,
  type AliasRow,
  type ChampionMove,
  type EvaluationRecord,
  type Gate,
  type GateMetrics,
  keptOf,
  type ModelPlace,
  type Promotion,
} from './types.ts';

/** The ledger's tables about models. Writers run in a transaction of their own. */
export interface ModelBook {
  alias(alias: Alias): AliasRow | undefined;
  nameChallenger(place: ModelPlace, at: number): void;
  /** Writes down that somebody wants a model to become champion; nothing moves yet. */
  propose(proposal: Omit<Promotion, 'sequence' | 'approvedBy' | 'approvedAt'>): number;
  /** The newest proposal for a model that nobody has approved. */
  openProposal(model: string): Promotion | undefined;
  /** Approves a proposal and moves the alias, in one act. */
  approve(promotion: Promotion, by: string, at: number): void;
  /**
   * Moves the champion back, in one act by one person: the way out must be short. `unnamed`: nobody had promoted the
   * model that comes back, so it ranks as it did before any promotion.
   */
  rollBack(move: Omit<Promotion, 'sequence' | 'move' | 'approvedBy' | 'approvedAt'>, unnamed: boolean): void;
  /** Newest first. */
  moves(limit: number): readonly Promotion[];
  recordEvaluation(record: EvaluationRecord): void;
  /** Newest first. */
  evaluations(limit: number): readonly EvaluationRecord[];
}

type Row = Readonly<Record<string, string | number | null>>;

/** @param moved hears of a move of the champion in its transaction; what it throws undoes the move */
export function modelBook(db: Database.Database, moved: (move: ChampionMove) => void = () => undefined): ModelBook {
  const setAlias = (alias: Alias, model: string, sha256: string, at: number): void => {
    db.prepare(
      `insert into model_alias (alias, model, sha256, at) values (?, ?, ?, ?)
       on conflict (alias) do update set model = excluded.model, sha256 = excluded.sha256, at = excluded.at`,
    ).run(alias, model, sha256, at);
  };
  const act = (work: () => void): void => db.transaction(work).immediate();
  const insert = (one: Omit<Promotion, 'sequence' | 'approvedBy' | 'approvedAt'>): number => {
    const { move, model, sha256, replaces, replacesSha256, proposedBy, proposedAt, reason, gates } = one;
    const { lastInsertRowid } = db
      .prepare(
        `insert into promotion (move, model, sha256, replaces, replaces_sha256, proposed_by, proposed_at, reason, gates)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(move, model, sha256, replaces, replacesSha256, proposedBy, proposedAt, reason, JSON.stringify(gates));
    return Number(lastInsertRowid);
  };
  return {
    alias: (alias) =>
      db.prepare('select alias, model, sha256, at from model_alias where alias = ?').get(alias) as AliasRow,
    nameChallenger: (place, at) => act(() => setAlias('challenger', place.label, place.sha256, at)),
    propose: (proposal) => {
      let sequence = 0;
      act(() => {
        sequence = insert(proposal);
      });
      return sequence;
    },
    openProposal: (model) => {
      const row = db
        .prepare(
          `select * from promotion where move = 'promote' and model = ? and approved_by is null order by sequence desc limit 1`,
        )
        .get(model);
      return row === undefined ? undefined : promotionOf(row as Row);
    },
    approve: (promotion, by, at) =>
      act(() => {
        db.prepare(
          'update promotion set approved_by = ?, approved_at = ? where sequence = ? and approved_by is null',
        ).run(by, at, promotion.sequence);
        setAlias('champion', promotion.model, promotion.sha256, at);
        db.prepare(`delete from model_alias where alias = 'challenger' and model = ?`).run(promotion.model);
        moved(promotion);
      }),
    rollBack: (move, unnamed) =>
      act(() => {
        const back = { ...move, move: 'rollback' as const };
        const sequence = insert(back);
        if (unnamed) db.prepare(`delete from model_alias where alias = 'champion'`).run();
        else setAlias('champion', move.model, move.sha256, move.proposedAt);
        moved({ ...back, sequence });
      }),
    moves: (limit) =>
      (db.prepare('select * from promotion order by sequence desc limit ?').all(limit) as Row[]).map(promotionOf),
    recordEvaluation: ({ model, sha256, runId, at, metrics }) =>
      act(() => {
        db.prepare('insert into model_evaluation (model, sha256, run_id, at, metrics) values (?, ?, ?, ?, ?)').run(
          model,
          sha256,
          runId,
          at,
          JSON.stringify(keptOf(metrics)),
        );
      }),
    evaluations: (limit) =>
      (db.prepare('select * from model_evaluation order by sequence desc limit ?').all(limit) as Row[]).map((row) => ({
        model: row.model as string,
        sha256: row.sha256 as string,
        runId: row.run_id as string,
        at: row.at as number,
        metrics: JSON.parse(row.metrics as string) as GateMetrics,
      })),
  };
}

function promotionOf(row: Row): Promotion {
  return {
    sequence: row.sequence as number,
    move: row.move as Promotion['move'],
    model: row.model as string,
    sha256: row.sha256 as string,
    replaces: row.replaces as string | null,
    replacesSha256: row.replaces_sha256 as string | null,
    proposedBy: row.proposed_by as string,
    proposedAt: row.proposed_at as number,
    reason: row.reason as string,
    gates: JSON.parse(row.gates as string) as readonly Gate[],
    approvedBy: row.approved_by as string | null,
    approvedAt: row.approved_at as number | null,
  };
}
