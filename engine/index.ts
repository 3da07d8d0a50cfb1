export { explainPair, type LinkOptions, type LinkReport, linkRecords } from './linkage/index.ts';
