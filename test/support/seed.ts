/** One seed a run of the property tests; fast-check prints it when a property fails. */
export const seed = Number(process.env.EXCAVATOR_TEST_SEED ?? 20240611);
export const runs = (numRuns: number): { seed: number; numRuns: number } => ({ seed, numRuns });
