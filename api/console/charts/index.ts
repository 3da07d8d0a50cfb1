export { type Curve, CurveChart } from './curve-chart.tsx';
export { PlaceMap } from './place-map.tsx';
export { ShareBar } from './share-bar.tsx';
export { SignedBar } from './signed-bar.tsx';
export { type Span, SpanHistogram, type SpanRow } from './span-histogram.tsx';
