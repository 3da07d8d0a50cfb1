import type { ReactNode } from 'react';
import { useWords } from '../words/index.ts';

interface BandBarProps {
  readonly band: string | null;
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const width = 64;
const height = 12;

/** The band in words, the score as a tick in its interval on a scale from 0 to 1. */
export function BandBar({ band, score, low, high }: BandBarProps): ReactNode {
  const { t, name } = useWords();
  if (score === null || low === null || high === null) return <span className="soft">{t('band.blind')}</span>;
  const words = `${score.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
  return (
    <span className="band">
      <span className="band-word">{name('band', band)}</span>
      <svg width={width} height={height} role="img" aria-label={words}>
        <line x1={0} x2={width} y1={height / 2} y2={height / 2} className="band-scale" />
        <rect
          x={low * width}
          width={Math.max(2, (high - low) * width)}
          y={3}
          height={height - 6}
          className="band-interval"
        />
        <rect x={Math.min(width - 2, score * width)} width={2} y={0} height={height} className="band-score" />
      </svg>
      <span className="soft">{words}</span>
    </span>
  );
}
