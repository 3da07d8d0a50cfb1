import type { ReactNode } from 'react';

export interface Curve {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

interface CurveChartProps {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly curves: readonly Curve[];
  /** Line of what would be perfect or of chance. */
  readonly ideal?: 'diagonal' | number;
  readonly points?: boolean;
}

const side = 220;
const pad = { left: 40, bottom: 34, top: 8, right: 8 };
const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Curves over two shares from 0 to 1, drawn to one scale so that pictures compare. */
export function CurveChart({ title, x, y, curves, ideal, points = false }: CurveChartProps): ReactNode {
  const across = (value: number): number => pad.left + value * side;
  const up = (value: number): number => pad.top + (1 - value) * side;
  const width = pad.left + side + pad.right;
  const height = pad.top + side + pad.bottom;
  return (
    <figure className="chart" style={{ margin: 0 }}>
      <figcaption className="small">
        <strong>{title}</strong>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        style={{ width: '100%', maxWidth: width * 1.3 }}
        role="img"
        aria-label={title}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={pad.left} x2={pad.left + side} y1={up(tick)} y2={up(tick)} className="grid" />
            <text x={pad.left - 4} y={up(tick) + 4} textAnchor="end">
              {tick}
            </text>
            <text x={across(tick)} y={pad.top + side + 14} textAnchor="middle">
              {tick}
            </text>
          </g>
        ))}
        <text x={across(0.5)} y={height - 4} textAnchor="middle">
          {x}
        </text>
        <text transform={`translate(10 ${up(0.5)}) rotate(-90)`} textAnchor="middle">
          {y}
        </text>
        {ideal === 'diagonal' && <line x1={across(0)} y1={up(0)} x2={across(1)} y2={up(1)} className="ideal" />}
        {typeof ideal === 'number' && (
          <line x1={across(0)} x2={across(1)} y1={up(ideal)} y2={up(ideal)} className="ideal" />
        )}
        {curves.map((curve, i) => (
          <g key={curve.name}>
            <polyline
              className={`trace${i > 0 ? ' second' : ''}`}
              points={curve.x.map((value, at) => `${across(value)},${up(curve.y[at] ?? 0)}`).join(' ')}
            />
            {points &&
              curve.x.map((value, at) => (
                <circle key={value} cx={across(value)} cy={up(curve.y[at] ?? 0)} r={3} className="mark" />
              ))}
          </g>
        ))}
      </svg>
    </figure>
  );
}
