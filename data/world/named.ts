/** The five worlds by name, for the command line and the tests. */
export const namedWorlds = Object.freeze({
  tiny: Object.freeze({ people: 2_000, days: 20 }),
  demo: Object.freeze({ people: 20_000, days: 60 }),
  district: Object.freeze({ people: 50_000, days: 90 }),
  medium: Object.freeze({ people: 200_000, days: 180 }),
  large: Object.freeze({ people: 1_000_000, days: 180 }),
});
