import type { Row } from '../../schema/index.ts';
import { at } from '../array.ts';
import { daySeconds } from '../calendar.ts';
import type { Rng } from '../rng.ts';
import type { Network } from '../trade/index.ts';
import type { World } from '../world.ts';
import { type CaseRole, drawLabels, type Label } from './labels.ts';

/** An order that lets calls of one party in. */
export interface Warrant {
  readonly row: Row<'authorisation'>;
  readonly person: number;
  /** The number it names, -1 where it names the person. */
  readonly phone: number;
}

export interface Cases {
  readonly labels: readonly Label[];
  readonly rows: readonly Row<'case_person'>[];
  readonly warrants: readonly Warrant[];
}

/** Labels, warrants, and the convictions that take dealers off the street. */
export function openCases(world: World, networks: readonly Network[], rng: Rng): Cases {
  const labels = drawLabels(world, networks, rng);
  retire(world, labels, rng);
  const warrants = labels.flatMap((label) =>
    rng.chance(warrantChance(world, label.role)) ? [issue(world, label, rng)] : [],
  );
  return Object.freeze({ labels, rows: labels.map((label) => toRow(world, label, rng)), warrants });
}

function retire(world: World, labels: readonly Label[], rng: Rng): void {
  for (const { person, establishedAt } of labels) {
    if (at(world.population.role, person) < 2 || establishedAt < world.calendar.start) continue;
    if (rng.chance(0.6)) world.population.retired[person] = world.calendar.dayOf(establishedAt);
  }
}

function warrantChance(world: World, role: CaseRole): number {
  const { warrantShare } = world.parameters.labels;
  if (role === 'supplier' || role === 'retailer') return Math.min(1, warrantShare * 1.5);
  if (role === 'user') return warrantShare;
  return role === 'cleared' ? warrantShare * 0.7 : 0;
}

function issue(world: World, label: Label, rng: Rng): Warrant {
  const { phones, population, calendar } = world;
  const number = phones.main(label.person);
  const byPerson = label.person < population.registered && phones.holder(number) === label.person && rng.chance(0.6);
  const middle = Math.max(calendar.start, label.establishedAt);
  const from = Math.floor(middle - daySeconds * rng.between(20, 90));
  const row = Object.freeze({
    warrant_id: world.code('Z'),
    case_no: label.caseNo,
    id_no: byPerson ? population.id(label.person) : null,
    phone: byPerson ? null : phones.text(number),
    valid_from: from,
    valid_to: Math.floor(middle + daySeconds * rng.between(20, 120)),
  });
  return Object.freeze({ row, person: label.person, phone: byPerson ? -1 : number });
}

function toRow(world: World, label: Label, rng: Rng): Row<'case_person'> {
  const { population, phones } = world;
  const byPhone = label.person >= population.registered || rng.chance(0.04);
  return Object.freeze({
    case_no: label.caseNo,
    id_no: byPhone ? null : population.id(label.person),
    phone: byPhone ? phones.text(phones.main(label.person)) : null,
    role: label.role,
    established_at: label.establishedAt,
    basis: basisOf(label.role, rng),
    prompted_by_score: false,
  });
}

function basisOf(role: CaseRole, rng: Rng): Row<'case_person'>['basis'] {
  if (role === 'user') return rng.chance(0.75) ? 'treatment_record' : 'adjudicated_statement';
  if (role === 'retailer' || role === 'supplier') return rng.chance(0.65) ? 'conviction' : 'seizure';
  return 'adjudicated_statement';
}
