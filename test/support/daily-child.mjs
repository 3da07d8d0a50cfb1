// Loads a batch into a home and runs the line; says in JSON what the run took, and the bytes behind its ranking as one hash.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , door, home, now, threads, ...batches] = process.argv;
const { openEngine } = await import(door);
const engine = await openEngine({ home, now: Number(now), demoSeed: 3, threads: Number(threads) });
for (const batch of batches) await engine.ingest(batch);
const [start, processor] = [performance.now(), process.cpuUsage()];
const { runId, steps, persons } = await engine.run();
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(processor);
engine.close();
const lake = join(home, 'lake');
const { content } = JSON.parse(readFileSync(join(lake, `ranking-${runId}`, 'manifest.json'), 'utf8'));
const hash = createHash('sha256');
for (const folder of [content.resolve, content.contacts, content.features, `ranking-${runId}`])
  for (const file of readdirSync(join(lake, folder)).sort())
    if (/\.(parquet|bin)$/.test(file)) hash.update(file).update(readFileSync(join(lake, folder, file)));
const processorSeconds = (user + system) / 1e6;
process.stdout.write(
  `${JSON.stringify({ runId, persons, steps, seconds, processorSeconds, bytes: hash.digest('hex') })}\n`,
);
