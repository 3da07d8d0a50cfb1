export { meet } from './meet.ts';
export { order, post } from './post.ts';
export { dayRoom, visit } from './stay.ts';
export { given, tour } from './tour.ts';
export { hail } from './travel.ts';
