// Loads a world into an empty home and runs the line on it; says in JSON what each stage took of this process alone.
const [, , door, home, world, now, threads] = process.argv;
const { openEngine } = await import(door);
const engine = await openEngine({ home, now: Number(now), threads: Number(threads) });
const [start, processor] = [performance.now(), process.cpuUsage()];
const { total } = await engine.ingest(world);
const { user, system } = process.cpuUsage(processor);
const ingest = {
  step: 'ingest',
  seconds: (performance.now() - start) / 1000,
  processorSeconds: (user + system) / 1e6,
  peakResidentMb: Math.round(process.resourceUsage().maxRSS / 1024),
  rows: total.accepted,
  reused: false,
};
const run = await engine.run();
engine.close();
process.stdout.write(
  `${JSON.stringify({ records: total.accepted, persons: run.persons, steps: [ingest, ...run.steps] })}\n`,
);
