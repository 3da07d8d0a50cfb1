export { type Drive, drive } from './drive.ts';
export { order, type Post, post } from './post.ts';
export { type DayRoom, dayRoom, lodge, visit } from './stay.ts';
export { given, type Leg, type Stopover, type Tour, tour } from './tour.ts';
export { hail, type Journey, travel } from './travel.ts';
