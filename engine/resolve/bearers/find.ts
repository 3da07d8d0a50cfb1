import { config } from '../../config/index.ts';
import type { Lake } from '../../lake/index.ts';
import { nameLevel, rememberedSounds } from '../../linkage/index.ts';
import { indexColumn, textColumn, textTable } from '../lake-columns.ts';
import * as steps from '../sql/bearers.ts';

/** Tables kept on the way. */
const kept = ['exact_bearer', 'unnamed_use', 'circle', 'loose_use', 'circle_bearer'];

/** A phone with a name, and the identifier it stands for. */
interface Bearers {
  readonly phone: string[];
  readonly name: string[];
  readonly identifier: string[];
}

/**
 * Whom a phone stands for where a record shows a name and no id: the phone's id of that name, or one written with
 * a slip of the pen; else a namesake among those who travel, lodge or live with the phone's ids; else, where
 * somebody was there in person, a person of whom no more is known than this name and whose phone it was (`n:`).
 * A parcel under a name that fits nobody goes to the phone's holder. Expects `named_use`, `id_name`
 * and `phone_holder`; keeps `bearer`.
 */
export async function findBearers(lake: Lake): Promise<void> {
  const keep = async (name: string, query: string): Promise<void> => lake.run(lake.dialect.keep(name, query));
  await keep('exact_bearer', steps.exactBearer);
  await keep('unnamed_use', steps.unnamedUse);
  const slips = await slipsOfThePen(lake);
  await lake.createTable('loose_use', textTable({ phone: slips.loose.phone, name: slips.loose.name }));
  await keep('circle', steps.circle(config.identity.circleCrowdMax));
  await keep('circle_bearer', steps.circleBearer);
  const found = await lake.columns('select phone, name, id_no from circle_bearer order by phone, name');
  const [phones, names] = [textColumn(found, 'phone'), textColumn(found, 'name')];
  const near = new Set(phones.map((phone, i) => `${phone} ${names[i]}`));
  const bearers = slips.bearers;
  for (const [i, id] of textColumn(found, 'id_no').entries())
    add(bearers, phones[i] as string, names[i] as string, `i:${id}`);
  for (const [i, phone] of slips.loose.phone.entries()) {
    const name = slips.loose.name[i] as string;
    if (!near.has(`${phone} ${name}`)) add(bearers, phone, name, `n:${phone} ${name}`);
  }
  await lake.createTable('found_bearer', textTable({ ...bearers }));
  await keep(
    'bearer',
    `select phone, name, 'i:' || id_no as identifier from exact_bearer union all select phone, name, identifier from found_bearer`,
  );
  await lake.run(lake.dialect.drop('found_bearer'));
  for (const table of kept) await lake.run(lake.dialect.drop(table));
}

/** Uses under a name that is nearly one of the phone's; and those that fit nobody and travel. */
async function slipsOfThePen(
  lake: Lake,
): Promise<{ readonly bearers: Bearers; readonly loose: Pick<Bearers, 'phone' | 'name'> }> {
  const uses = await lake.columns('select phone, name, travels from unnamed_use order by phone, name');
  const [phone, name, travels] = [textColumn(uses, 'phone'), textColumn(uses, 'name'), indexColumn(uses, 'travels')];
  const held = candidates(await lake.columns(steps.heldName));
  const own = await lake.columns(steps.ownName);
  const ownName = new Map(textColumn(own, 'phone').map((one, i) => [one, textColumn(own, 'own_name')[i] as string]));
  const bearers: Bearers = { phone: [], name: [], identifier: [] };
  const loose: Pick<Bearers, 'phone' | 'name'> = { phone: [], name: [] };
  const sound = rememberedSounds();
  for (const [i, one] of phone.entries()) {
    const used = name[i] as string;
    const usual = ownName.get(one);
    if (usual !== undefined && nameLevel(used, usual, sound) < 3) continue;
    const id = nearest(used, held.get(`${one} ${used}`) ?? [], sound);
    if (id !== undefined) add(bearers, one, used, `i:${id}`);
    else if (travels[i] === 1) {
      loose.phone.push(one);
      loose.name.push(used);
    }
  }
  return { bearers, loose };
}

interface Held {
  readonly id: string;
  readonly name: string;
}

function candidates(table: Parameters<typeof textColumn>[0]): ReadonlyMap<string, readonly Held[]> {
  const [phone, name] = [textColumn(table, 'phone'), textColumn(table, 'name')];
  const [id, heldName] = [textColumn(table, 'id_no'), textColumn(table, 'held_name')];
  const held = new Map<string, Held[]>();
  for (const [i, one] of phone.entries()) {
    const key = `${one} ${name[i]}`;
    const entry = { id: id[i] as string, name: heldName[i] as string };
    const list = held.get(key);
    if (list === undefined) held.set(key, [entry]);
    else list.push(entry);
  }
  return held;
}

/** The one id whose name is nearest, if it is nearly the same and no other's is as near under another name. */
function nearest(used: string, held: readonly Held[], sound: ReturnType<typeof rememberedSounds>): string | undefined {
  const near = held
    .map((one) => ({ ...one, level: nameLevel(used, one.name, sound) }))
    .filter(({ level }) => level < 3);
  const best = Math.min(...near.map(({ level }) => level));
  const closest = near.filter(({ level }) => level === best);
  return new Set(closest.map(({ name }) => name)).size === 1 ? closest[0]?.id : undefined;
}

function add(bearers: Bearers, phone: string, name: string, identifier: string): void {
  bearers.phone.push(phone);
  bearers.name.push(name);
  bearers.identifier.push(identifier);
}
