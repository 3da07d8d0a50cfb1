export { channelStyle, drawnChannels } from './channel-style.ts';
export { type Chart, createChart } from './chart.ts';
export { type Communities, communitiesOf } from './communities.ts';
export { asJson, asSvg, lineOf, type Stamp } from './export.ts';
export { force } from './force.ts';
export { asGexf } from './gexf.ts';
export { layered, radial } from './layouts.ts';
export type * from './types.ts';
