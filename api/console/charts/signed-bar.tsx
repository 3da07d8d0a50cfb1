import type { ReactNode } from 'react';

interface SignedBarProps {
  readonly value: number;
  /** Largest magnitude of the bars beside it, so that they compare. */
  readonly most: number;
  readonly words: string;
}

const width = 180;
const height = 12;

/** A bar from the middle: to the right for, to the left against. */
export function SignedBar({ value, most, words }: SignedBarProps): ReactNode {
  const half = width / 2;
  const length = most === 0 ? 0 : (Math.abs(value) / most) * (half - 2);
  return (
    <svg width={width} height={height} role="img" aria-label={words}>
      <rect
        x={value >= 0 ? half : half - length}
        y={2}
        width={length}
        height={height - 4}
        className={value >= 0 ? 'for' : 'against'}
      />
      <line x1={half} x2={half} y1={0} y2={height} className="zero" />
    </svg>
  );
}
