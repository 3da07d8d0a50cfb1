import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { featureRegistry } from '../../../engine/features/index.ts';
import { type Home, openHome } from '../../../engine/home.ts';
import { promote, rollback } from '../../../engine/lifecycle/index.ts';
import { bookOf, champion } from '../../../engine/line/champion.ts';
import { saveModel, trainModel } from '../../../engine/model/index.ts';
import { gatesOf } from '../../../engine/registry/gates.ts';
import { placeOf, shippedPlace } from '../../../engine/registry/index.ts';
import { withFolder } from '../../support/home.ts';

const names = featureRegistry.map(({ name }) => name);
const none = new Uint8Array(30);
const set = {
  group: 'here',
  features: { rows: 30, names, columns: names.map(() => new Float32Array(30)) },
  labels: { user: none, retailer: none, supplier: none },
};

/** Saves a model that gives everybody the same score: enough to be moved about. */
async function saved(home: Home, version: string) {
  const made = { code: 'c', config: 'g' };
  const model = await trainModel([set], { seed: Number(version[0]), name: 'test', version, made });
  saveModel(model, join(home.config.home, 'models', 'test', version));
  return placeOf(home.config.home, `test/${version}`);
}

function metrics(auprc: number, share: number) {
  const role = { positives: 20, auprc, auroc: 0.9, prevalence: 0.01, labelShuffle: { auprc: 0.01 } };
  const one = { ...role, baselines: [{ name: 'degree', auprc: 0.2 }] };
  const wrongful = { name: 'innocent_lookalikes_flagged', people: 1000, flagged: 1000 * share, share, worst: null };
  return { roles: { user: one, retailer: one, supplier: one }, wrongful } as never;
}

function evaluated(home: Home, place: { label: string; sha256: string }, auprc: number, share = 0.001): void {
  bookOf(home).recordEvaluation({
    model: place.label,
    sha256: place.sha256,
    runId: 'r',
    at: 1_700_000_000,
    metrics: metrics(auprc, share),
  });
}

async function withHome(work: (home: Home) => Promise<void>): Promise<void> {
  await withFolder(async (dir) => {
    const home = await openHome({ home: dir, now: 1_700_000_000, threads: 1, demoSeed: 1 });
    try {
      await work(home);
    } finally {
      home.close();
    }
  });
}

const failed = (report: ReturnType<typeof promote>) =>
  report.gates.filter(({ passed }) => !passed).map(({ gate }) => gate);

describe('promotion', () => {
  it('takes two people, and one move back', () =>
    withHome(async (home) => {
      const shipped = shippedPlace(home.config.home);
      expect(champion(home)).toMatchObject({ place: { label: shipped.label }, promoted: false });
      const place = await saved(home, '1');
      evaluated(home, shipped, 0.5);
      evaluated(home, place, 0.6);
      expect(() => promote(home, { model: 'test/1', approveBy: 'Li' })).toThrow(
        expect.objectContaining({ code: 'promote_not_proposed' }),
      );
      expect(promote(home, { model: 'test/1', by: 'Wang', why: 'better' }).state).toBe('proposed');
      expect(champion(home).promoted).toBe(false);
      for (const same of ['Wang', ' wang ', 'ｗａｎｇ'])
        expect(() => promote(home, { model: 'test/1', approveBy: same })).toThrow(
          expect.objectContaining({ code: 'promote_same_person' }),
        );
      expect(promote(home, { model: 'test/1', approveBy: 'Li' }).state).toBe('champion');
      expect(champion(home)).toMatchObject({ place: { label: 'test/1' }, promoted: true });
      expect(bookOf(home).moves(9)).toMatchObject([{ model: 'test/1', proposedBy: 'Wang', approvedBy: 'Li' }]);

      const next = await saved(home, '2');
      evaluated(home, next, 0.61);
      promote(home, { model: 'test/2', by: 'Li', why: 'newer' });
      promote(home, { model: 'test/2', approveBy: 'Wang' });
      expect(rollback(home, 'Zhao', 'too many innocent people').model).toBe('test/1');
      expect(champion(home)).toMatchObject({ place: { label: 'test/1' }, promoted: true });
      rollback(home, 'Zhao', 'all the way');
      expect(champion(home)).toMatchObject({ place: { label: shipped.label }, promoted: false });
      expect(() => rollback(home, 'Zhao', 'further')).toThrow(expect.objectContaining({ code: 'rollback_nothing' }));
    }));

  it('is refused, and the champion stays, while a gate fails', () =>
    withHome(async (home) => {
      const shipped = shippedPlace(home.config.home);
      const place = await saved(home, '1');
      const attempt = () => promote(home, { model: 'test/1', by: 'Wang', why: 'x' });
      expect(failed(attempt())).toEqual(['evaluated']);
      evaluated(home, place, 0.6);
      expect(failed(attempt())).toEqual(['not_worse']);
      evaluated(home, shipped, 0.7, 0.01);
      expect(failed(attempt())).toEqual(['not_worse']);
      evaluated(home, place, 0.15, 0.02);
      expect(failed(attempt())).toEqual(['beats_baselines', 'not_worse', 'innocent_lookalikes_flagged']);
      evaluated(home, place, 0.99, 0.008);
      expect(failed(attempt())).toEqual(['no_suspected_leak']);
      expect(attempt()).toMatchObject({ state: 'refused', notices: [`${shipped.label} stays champion.`] });
      evaluated(home, place, 0.69, 0.008);
      expect(attempt().state).toBe('proposed');
      const card = join(place.folder, 'card.md');
      const whole = readFileSync(card, 'utf8');
      writeFileSync(card, whole.replace('## Notices', ''));
      expect(attempt).toThrow(expect.objectContaining({ code: 'model_damaged' }));
      writeFileSync(card, whole);
    }));

  it('asks for a whole card: every section, metrics and features, and hashes of what the model was made from', () =>
    withHome(async (home) => {
      const { folder } = await saved(home, '1');
      const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
      const cardGate = (change: (name: string, text: string) => string | undefined) => {
        const changed = [...files].flatMap(([name, text]) => {
          const now = change(name, text);
          return now === undefined ? [] : [[name, now] as const];
        });
        return gatesOf(undefined, undefined, new Map(changed)).find(({ gate }) => gate === 'card');
      };
      expect(cardGate((_, text) => text)?.passed).toBe(true);
      for (const [missing, change] of [
        ['## Notices', (_: string, text: string) => text.replace('## Notices', '')],
        ['metrics.json', (name: string, text: string) => (name === 'metrics.json' ? undefined : text)],
        ['hashes of data', (_: string, text: string) => text.replace('"provenance"', '"elsewhere"')],
      ] as const)
        expect(cardGate(change)).toMatchObject({ passed: false, words: expect.stringContaining(missing) });
    }));

  it('refuses a champion that is not what was promoted, damaged files and foreign features', () =>
    withHome(async (home) => {
      const place = await saved(home, '1');
      evaluated(home, shippedPlace(home.config.home), 0.5);
      evaluated(home, place, 0.6);
      promote(home, { model: 'test/1', by: 'Wang', why: 'better' });
      const file = join(place.folder, 'model.json');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace('"rows": 30', '"rows": 31'));
      expect(() => promote(home, { model: 'test/1', approveBy: 'Li' })).toThrow(
        expect.objectContaining({ code: 'model_damaged' }),
      );
      expect(champion(home).promoted).toBe(false);
      writeFileSync(file, text);
      promote(home, { model: 'test/1', approveBy: 'Li' });
      // Another model under the same name: whole in itself, and yet not the one that two people saw.
      const model = await trainModel([set], { seed: 9, name: 'test', version: '1', made: { code: 'd', config: 'g' } });
      saveModel(model, join(home.config.home, 'models', 'test', '9'));
      writeFileSync(file, readFileSync(join(home.config.home, 'models', 'test', '9', 'model.json'), 'utf8'));
      expect(() => champion(home)).toThrow(expect.objectContaining({ code: 'model_changed' }));
      const few = { ...set, features: { rows: 30, names: ['a'], columns: [new Float32Array(30)] } };
      const foreign = await trainModel([few], {
        seed: 1,
        name: 'test',
        version: '3',
        made: { code: 'c', config: 'g' },
      });
      saveModel(foreign, join(home.config.home, 'models', 'test', '3'));
      expect(() => promote(home, { model: 'test/3', by: 'Wang', why: 'x' })).toThrow(
        expect.objectContaining({ code: 'model_other_features' }),
      );
      for (const [model, code] of [
        ['test/7', 'model_missing'],
        ['../x', 'model_label'],
        ['test', 'model_label'],
      ])
        expect(() => promote(home, { model, by: 'Wang', why: 'x' })).toThrow(expect.objectContaining({ code }));
      expect(() => promote(home, { model: 'test/9' })).toThrow(expect.objectContaining({ code: 'promote_one_of_two' }));
    }));
});
