import { type PointerEvent, type ReactNode, useState } from 'react';

export interface SpanBar {
  readonly from: number;
  readonly count: number;
  readonly words: string;
}
export interface SpanRow {
  readonly name: string;
  readonly bars: readonly SpanBar[];
}
export type Span = readonly [from: number, to: number];

interface SpanHistogramProps {
  readonly rows: readonly SpanRow[];
  readonly span: Span;
  /** Width of one bar in seconds. */
  readonly step: number;
  readonly brush: Span | undefined;
  readonly setBrush: (span: Span | undefined) => void;
  readonly label: string;
}

const width = 720;
const left = 84;
const rowHeight = 34;

/** One histogram a source over the same time; dragging chooses a span. The same can be done in the two fields below it. */
export function SpanHistogram({ rows, span, step, brush, setBrush, label }: SpanHistogramProps): ReactNode {
  // While the hand drags nothing is fetched: the span is told when it lets go.
  const [drag, setDrag] = useState<Span>();
  const marked = drag === undefined ? brush : ordered(drag);
  const scale = (width - left) / Math.max(1, span[1] - span[0]);
  const x = (at: number): number => left + (at - span[0]) * scale;
  const at = (event: PointerEvent<SVGSVGElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const inside = ((event.clientX - box.left) / box.width) * width;
    return Math.round(Math.min(span[1], Math.max(span[0], span[0] + (inside - left) / scale)));
  };
  const height = rows.length * rowHeight + 4;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="chart"
      role="group"
      aria-label={label}
      style={{ touchAction: 'none', width: '100%', maxWidth: width }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag([at(event), at(event)]);
      }}
      onPointerMove={(event) => {
        if (drag !== undefined) setDrag([drag[0], at(event)]);
      }}
      onPointerUp={(event) => {
        if (drag === undefined) return;
        const chosen = ordered([drag[0], at(event)]);
        setBrush(chosen[1] - chosen[0] < step / 2 ? undefined : chosen);
        setDrag(undefined);
      }}
    >
      {rows.map(({ name, bars }, row) => {
        const most = Math.max(1, ...bars.map(({ count }) => count));
        const base = (row + 1) * rowHeight;
        return (
          <g key={name}>
            <text x={0} y={base - 8}>
              {name}
            </text>
            <line x1={left} x2={width} y1={base} y2={base} className="grid" />
            {bars.map((bar) => {
              const tall = (bar.count / most) * (rowHeight - 8);
              return (
                <rect
                  key={bar.from}
                  x={x(bar.from)}
                  y={base - tall}
                  width={Math.max(1.5, step * scale - 1)}
                  height={tall}
                  className="mark"
                >
                  <title>{bar.words}</title>
                </rect>
              );
            })}
          </g>
        );
      })}
      {marked !== undefined && (
        <rect
          x={x(marked[0])}
          y={0}
          width={Math.max(1, (marked[1] - marked[0]) * scale)}
          height={height}
          className="brush"
        />
      )}
    </svg>
  );
}

const ordered = ([a, b]: Span): Span => [Math.min(a, b), Math.max(a, b)];
