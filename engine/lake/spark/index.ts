export { sparkFault } from './faults.ts';
export { openSparkLake } from './spark.ts';
export type { SparkLake, SparkOptions, SparkPlace } from './types.ts';
