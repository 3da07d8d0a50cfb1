export { learnGraph } from './learn.ts';
export { learnClasses } from './recipe.ts';
export type { LearnOptions, LearnProblem, LearnProgress, LearnReport } from './types.ts';
