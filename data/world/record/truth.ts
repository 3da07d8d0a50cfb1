import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { truth } from '../../schema/index.ts';
import { at } from '../array.ts';
import { roles } from '../people/index.ts';
import type { World } from '../world.ts';

/** What names each person in the truth: the id, for strangers the number they use in the end. */
export function personKeys({ population, phones }: World): (person: number) => string {
  return (person) => (person < population.registered ? population.id(person) : phones.text(phones.main(person)));
}

/** What everyone really is: the whole register by id, strangers by phone. */
export async function writeTruth(world: World, keyOf: (person: number) => string, file: string): Promise<void> {
  const stream = createWriteStream(file, { encoding: 'utf8' });
  const { population } = world;
  stream.write(`${Object.keys(truth.fields).join(',')}\n`);
  for (let i = 0; i < population.total; i++) {
    const phone = i < population.registered ? '' : keyOf(i);
    const network = at(population.network, i);
    const name = network < 0 ? '' : networkName(network);
    const line = [
      population.id(i),
      phone,
      at(roles, at(population.role, i)),
      name,
      at(population.pattern, i),
      at(population.lookalike, i),
    ];
    if (!stream.write(`${line.join(',')}\n`)) await new Promise<void>((resolve) => stream.once('drain', resolve));
  }
  stream.end();
  await finished(stream);
}

export function networkName(network: number): string {
  return `N${String(network + 1).padStart(3, '0')}`;
}
