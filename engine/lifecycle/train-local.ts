import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { config } from '../config/index.ts';
import { batchesLearnt } from '../desk/index.ts';
import { featureRegistry, nearNames } from '../features/index.ts';
import type { Home } from '../home.ts';
import { hashOf } from '../lake/index.ts';
import { bookOf, champion, namedModel, sourceShares } from '../line/index.ts';
import {
  type Adaptation,
  adaptModel,
  describePeople,
  saveModel,
  type TrainedModel,
  trainingOf,
} from '../model/index.ts';
import { type Prepared, prepareLine } from '../pipeline.ts';
import { newFolder, nextVersion, placeOf, prints, shippedPlace } from '../registry/index.ts';
import { roles } from '../types.ts';
import type { TrainCommand, TrainedRoleReport, TrainReport } from './types.ts';

/** Families that come from contacts and cases: one group for the inner cross-validation to keep or drop. */
const contactFamilies: ReadonlySet<string> = new Set(['contacts', 'graph', 'cases', 'neighbours', 'near']);

/**
 * Starts from the shipped baseline (or another model), learns from the established and cleared people of this home,
 * and says whether that helped to find established people left out. Only then is a version written, which becomes
 * challenger. Call while holding the home's lock.
 */
export async function trainLocally(home: Home, command: TrainCommand): Promise<TrainReport> {
  const seed = command.seed ?? config.seed;
  const prepared = await prepareLine(home, undefined);
  const parent = namedModel(home, command.from ?? shippedPlace(home.config.home).label);
  const { features, established, inReach, line } = prepared;
  const adapted = await line.log.memory('train', () =>
    adaptModel(
      parent.model,
      { features, candidates: inReach.person, established: established.byRole, cleared: established.cleared },
      {
        seed,
        effort: 'thorough',
        threads: home.threads,
        ignore: nearNames,
        contactFeatures: featureRegistry.filter(({ family }) => contactFamilies.has(family)).map(({ name }) => name),
        onProgress: (role) =>
          home.config.onProgress?.({
            step: `train ${role}`,
            done: roles.indexOf(role),
            total: roles.length,
            unit: 'roles',
          }),
      },
    ),
  );
  const helped = roles.some((role) => adapted.helped[role]);
  const name = command.name ?? 'local';
  const version = command.version ?? nextVersion(home.config.home, name);
  const label = `${name}/${version}`;
  if (helped) {
    const model = await trained(home, prepared, adapted, {
      name,
      version,
      parent: parent.place.label,
      folder: parent.place.folder,
      seed,
    });
    saveModel(model, newFolder(home.config.home, label));
    bookOf(home).nameChallenger(placeOf(home.config.home, label), home.clock());
  }
  return {
    model: helped ? label : null,
    folder: helped ? newFolder(home.config.home, label) : null,
    parent: parent.place.label,
    roles: Object.fromEntries(roles.map((role) => [role, reportOf(adapted, role)])) as TrainReport['roles'],
    steps: line.log.steps,
    notices: [...prepared.notices, ...adapted.notices, closing(home, helped, label)],
  };
}

interface Origin {
  readonly name: string;
  readonly version: string;
  readonly parent: string;
  readonly folder: string;
  readonly seed: number;
}

async function trained(
  home: Home,
  prepared: Prepared,
  { model, training, notices }: Adaptation,
  origin: Origin,
): Promise<TrainedModel> {
  const { features, inReach, established, folders, graph } = prepared;
  const labels = JSON.stringify([roles.map((role) => [...established.byRole[role]]), [...established.cleared]]);
  const batches = batchesLearnt(home, origin.parent);
  const parentFile = readFileSync(join(origin.folder, 'model.json'), 'utf8');
  return {
    ...model,
    name: origin.name,
    version: origin.version,
    notices: [...model.notices, ...notices],
    seed: origin.seed,
    training: trainingOf(origin.folder),
    ...describePeople(features, inReach.person, graph, sourceShares(home)),
    groups: [{ group: 'this home', rows: inReach.person.length }],
    provenance: {
      data: hashOf(folders.features, labels, parentFile),
      ...prints(),
      parent: origin.parent,
      ...(batches === undefined ? {} : { batches }),
    },
    local: training,
  };
}

function reportOf({ training }: Adaptation, role: (typeof roles)[number]): TrainedRoleReport {
  const { established, cleared, classPrior, helped, way, placeBefore, placeAfter, among, sensitivity } = training[role];
  return {
    established,
    cleared,
    classPrior,
    helped,
    way: way === null ? null : `${way.risk}, ${way.groups} features`,
    placeBefore,
    placeAfter,
    among,
    sensitivity,
  };
}

function closing(home: Home, helped: boolean, label: string): string {
  const now = champion(home).place.label;
  return helped
    ? `${label} is challenger; ${now} goes on ranking until two people promote the new one.`
    : `Nothing that was learnt clearly helped, so no version was written; ${now} goes on ranking.`;
}
