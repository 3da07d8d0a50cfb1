export { bookOf, champion, championPlace, namedModel } from './champion.ts';
export { lineInputs } from './inputs.ts';
export { lineLake } from './lake.ts';
export { loadFirstLook, looks } from './looks.ts';
export { noticesOf } from './notices.ts';
export { sourceShares } from './source-shares.ts';
export { createStepLog } from './step-log.ts';
export {
  contactsKey,
  contactsStep,
  featuresKey,
  featuresStep,
  keyOf,
  type Line,
  type RankingContent,
  rankingStep,
  resolveStep,
  sealedFolder,
} from './steps.ts';
export { openTruthPersons } from './truth-persons.ts';
export { nothingBefore, recordedDays, utcOffset } from './window.ts';
