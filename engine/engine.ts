import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installationRoot } from './config/index.ts';
import { checkRun, planRun, rankChanges } from './daily/index.ts';
import { openOversight, openUploads } from './desk/index.ts';
import { openHome } from './home.ts';
import { decideIdentity, decideSameness, findingsOf, identityDecisions, whySame } from './identity/index.ts';
import { ingest } from './ingest/index.ts';
import { sweepPartial } from './lake/index.ts';
import {
  cardReport,
  createContributions,
  createExplainer,
  driftReport,
  evaluate,
  monthlyReport,
  promote,
  rollback,
  shadow,
  trainLocally,
} from './lifecycle/index.ts';
import { runLine } from './pipeline.ts';
import { statusOf } from './status.ts';
import { trainingSet } from './training.ts';
import type { Engine, EngineConfig } from './types.ts';
import {
  batchesOf,
  createCaseGraphReader,
  createConsult,
  createRankingReader,
  createReadAhead,
  featuresView,
  local,
  neighbourhoodView,
  pathGraphView,
  pathsView,
  personView,
  placesView,
  tiesView,
  timelineView,
  whyContact,
} from './views/index.ts';

/** Engines kept under the name of who uses them. */
const actorsMost = 1000;

/** Opens a home, making it if there is none. Writers take the home's lock; readers need none. */
export async function openEngine(config: EngineConfig): Promise<Engine> {
  const home = await openHome(config);
  const rankings = createRankingReader(home);
  const explain = createExplainer(home);
  const contributions = createContributions(home);
  const uploads = openUploads(home);
  const oversight = openOversight(home, rankings);
  const { clock } = home;
  oversight.keepTime(clock());
  const caseGraph = createCaseGraphReader(home);
  const readAhead = createReadAhead(home, rankings, caseGraph);
  const writing = <T>(work: () => Promise<T>): Promise<T> =>
    home.exclusively(() => {
      for (const dir of [home.lakeDir, home.sealedDir, join(home.sealedDir, 'batches')]) sweepPartial(dir);
      return work();
    });
  const engines = new Map<string, Engine>();
  const as = (actor: string): Engine => {
    const engine = engines.get(actor) ?? engineOf(actor);
    if (engines.size >= actorsMost) engines.clear();
    engines.set(actor, engine);
    return engine;
  };
  const engineOf = (actor: string): Engine => {
    const { look, work, print } = createConsult(oversight.book, home, clock, oversight.deployment, actor);
    return {
      as,
      ingest: (folder, options = {}) => {
        const context = {
          lake: home.lake,
          sealedDir: home.sealedDir,
          now: config.now,
          demo: config.demoSeed !== undefined,
          ...(config.onProgress === undefined ? {} : { onProgress: config.onProgress }),
          ...(options.parquetMost === undefined ? {} : { parquetMost: options.parquetMost }),
        };
        return work(
          'records.collect',
          () => writing(() => ingest(context, folder, options)),
          ({ total }) => ({ seen: total.seen, accepted: total.accepted }),
        );
      },
      batches: () => look('records.read', 'batches', async () => batchesOf(home)),
      uploads,
      run: (options = {}) =>
        work(
          'records.combine',
          () => writing(() => runLine(home, options.asOf)),
          ({ runId }) => ({ run: runId }),
        ),
      planRun: (options = {}) => planRun(home, options.asOf),
      checkRun: () =>
        work(
          'records.check',
          () => writing(() => checkRun(home)),
          ({ runId, equal }) => ({ run: runId, equal: equal ? 'yes' : 'no' }),
        ),
      rankChanges: (query) =>
        look('ranking.changes', query.role, () => rankChanges(home, rankings, contributions, query)),
      rank: (query) => look('ranking.read', query.role, () => rankings.page(query)),
      person: (pseudonym) =>
        look('person.read', print(pseudonym), () => personView(home, rankings, explain, pseudonym)),
      features: (pseudonym) => look('person.features', print(pseudonym), () => featuresView(home, rankings, pseudonym)),
      paths: (query) =>
        look('person.paths', `${print(query.from)} ${print(query.to)}`, async () =>
          pathsView(home, await caseGraph(), query),
        ),
      pathGraph: (query) =>
        look('person.paths', `${print(query.from)} ${print(query.to)}`, async () =>
          pathGraphView(home, await caseGraph(), query),
        ),
      neighbourhood: (query) =>
        look('person.neighbourhood', print(query.person), async () =>
          neighbourhoodView(home, await caseGraph(), query),
        ),
      ties: (query) => look('person.ties', print(query.person), async () => tiesView(home, await caseGraph(), query)),
      timeline: (query) =>
        look('person.timeline', print(query.person), async () => timelineView(home, await caseGraph(), query)),
      places: () => look('places.read', 'all', async () => placesView(home, await caseGraph())),
      // Another model's scores are kept in a folder of their own, so they need the lock; measuring a ranking does not.
      evaluate: (options) =>
        look('ranking.evaluate', options.model ?? 'newest', () =>
          options.model === undefined ? evaluate(home, options) : writing(() => evaluate(home, options)),
        ),
      train: (command = {}) =>
        work(
          'model.train',
          () => writing(() => trainLocally(home, command)),
          ({ model, parent }) => ({ model: model ?? 'none', parent }),
        ),
      shadow: (model) => look('ranking.shadow', model ?? 'challenger', () => writing(() => shadow(home, model))),
      promote: (command) =>
        work(
          'model.promote',
          () => writing(async () => promote(home, command)),
          ({ model, state, replaces }) => ({ model, state, replaces, by: command.by ?? command.approveBy ?? '' }),
        ),
      rollback: (by, why) =>
        work(
          'model.rollback',
          () => writing(async () => rollback(home, by, why)),
          ({ model, replaces }) => ({ model, replaces, by }),
        ),
      card: async (model) => cardReport(home, model),
      drift: (model) => driftReport(home, model),
      monthly: (month) => monthlyReport(home, month),
      trainingSet: (options) => writing(() => trainingSet(home, options)),
      findings: (query = {}) =>
        look('findings.read', query.kind ?? 'all', async () =>
          findingsOf(home, query, query.inReach === true ? (await caseGraph()).nodeOf : undefined),
        ),
      decideIdentity: (request) =>
        work(
          'identity.decide',
          () => writing(() => decideIdentity(home, request)),
          ({ decision }) => ({ decision }),
        ),
      decideSameness: (request) =>
        work(
          'identity.decide',
          () => writing(() => decideSameness(home, request)),
          ({ decision }) => ({ decision }),
        ),
      identityDecisions: () => look('identity.decisions', 'all', async () => identityDecisions(home)),
      whySame: (a, b) => look('findings.why', `${print(a)} ${print(b)}`, () => whySame(home, a, b)),
      whyContact: (a, b) => look('contact.why', `${print(a)} ${print(b)}`, () => whyContact(home, rankings, a, b)),
      oversight,
      readAhead,
      status: async () => statusOf(home, engineVersion()),
      close: home.close,
    };
  };
  return as(local);
}

function engineVersion(): string {
  return (JSON.parse(readFileSync(join(installationRoot(), 'package.json'), 'utf8')) as { version: string }).version;
}
