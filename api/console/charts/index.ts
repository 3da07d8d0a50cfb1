export { SignedBar } from './signed-bar.tsx';
export { type Span, SpanHistogram, type SpanRow } from './span-histogram.tsx';
