export { channelStyle, drawnChannels } from './channel-style.ts';
export { type Chart, createChart } from './chart.ts';
export { type Communities, communitiesOf } from './communities.ts';
export { asGexf, asJson, asSvg, lineOf, type Stamp } from './export.ts';
export { force } from './force.ts';
export { layered, radial } from './layouts.ts';
export type * from './types.ts';
