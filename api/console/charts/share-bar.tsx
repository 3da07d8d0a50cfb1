import type { ReactNode } from 'react';

interface ShareBarProps {
  readonly share: number;
  readonly low?: number | null;
  readonly high?: number | null;
  /** What the full width stands for; default 1. */
  readonly most?: number;
  readonly words: string;
}

const width = 140;

/** A share as a bar with its interval as a line. */
export function ShareBar({ share, low = null, high = null, most = 1, words }: ShareBarProps): ReactNode {
  const x = (value: number): number => Math.min(1, value / most) * width;
  return (
    <svg width={width} height={12} role="img" aria-label={words} className="chart">
      <rect x={0} y={5} width={width} height={2} className="band-scale-fill" />
      <rect x={0} y={2} width={x(share)} height={8} className="mark" opacity={0.55} />
      {low !== null && high !== null && (
        <line x1={x(low)} x2={x(high)} y1={6} y2={6} className="axis" strokeWidth={2} />
      )}
    </svg>
  );
}
