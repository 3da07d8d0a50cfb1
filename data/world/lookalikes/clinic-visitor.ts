import { at } from '../array.ts';
import { dayRoom, tour } from '../deeds/index.ts';
import { atHome, timeOf } from './able.ts';
import { lookalike } from './types.ts';

/** Patients who come to the same clinic week by week and rest in a day room near it. */
export const clinicVisitor = lookalike({
  name: 'clinic_visitor',
  about: 'patients who come to the same clinic week by week and rest in a day room near it',
  like: 'user',
  size: [1, 1] as const,
  bond: 'household',
  clients: [1, 3] as const,
  reach: 'any',
  every: 18,
  act: (world, rng, crew, day) => {
    const [patient] = atHome(world, crew.members, day);
    if (patient === undefined) return;
    const clinic = at(crew.areas, 0);
    const mates = atHome(world, rng.chance(0.5) ? [rng.pick(crew.clients)] : [], day);
    const hotel = world.places.draw('hotel', clinic, 0.03 + 0.06 * rng.next());
    if (rng.chance(0.5)) {
      dayRoom(world, rng, { host: patient, guests: mates, area: clinic, day, seen: 0.7, hotel });
      return;
    }
    tour(world, rng, {
      people: [patient, ...mates],
      vehicle: -1,
      from: crew.home,
      legs: [{ to: clinic, nights: rng.int(2), hotel: rng.chance(0.6) }],
      departAt: timeOf(world, rng, day, 'morning'),
    });
  },
});
