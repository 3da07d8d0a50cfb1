import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SparkPlace, sparkFault } from './spark/index.ts';

/** Which engine runs the statements of the line. */
export type LakeSettings = { readonly engine: 'duckdb' } | ({ readonly engine: 'spark' } & SparkPlace);

const keys = ['engine', 'master', 'python', 'conf', 'waitSeconds'];

/** What the caller says, else `lake.json` in the home, else DuckDB. @throws ExcavatorError spark_settings */
export function lakeSettings(home: string, told: LakeSettings | undefined): LakeSettings {
  const file = join(home, 'lake.json');
  if (told !== undefined) return told;
  if (!existsSync(file)) return { engine: 'duckdb' };
  const found = parsed(readFileSync(file, 'utf8'));
  const wrong = faultOf(found);
  if (wrong !== undefined) throw sparkFault('settings', { where: file, got: wrong });
  return found as LakeSettings;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** What is wrong with the settings, in a few words; undefined where nothing is. */
function faultOf(found: unknown): string | undefined {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return 'no JSON object';
  const { engine, master, python, conf, waitSeconds } = found as Record<string, unknown>;
  const unknown = Object.keys(found).find((key) => !keys.includes(key));
  if (unknown !== undefined) return `a key ${unknown}`;
  if (engine === 'duckdb') return undefined;
  if (engine !== 'spark') return `an engine ${JSON.stringify(engine)}, which is neither duckdb nor spark`;
  if (typeof master !== 'string' || master === '') return 'no master';
  if (python !== undefined && typeof python !== 'string') return 'a python that is no text';
  if (waitSeconds !== undefined && !(typeof waitSeconds === 'number' && waitSeconds > 0))
    return 'waitSeconds that is no number above 0';
  if (conf === undefined) return undefined;
  const pairs = typeof conf === 'object' && conf !== null && !Array.isArray(conf) ? Object.entries(conf) : undefined;
  return pairs?.every(([key, value]) => key.startsWith('spark.') && typeof value === 'string')
    ? undefined
    : 'a conf that is not an object of texts under names that begin with spark.';
}
