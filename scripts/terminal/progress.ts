import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../../engine/index.ts';

const quietSeconds = 2;

/**
 * Shows a step that has run for over two seconds, with count, rate and remaining time: a bar on a
 * terminal, a line every ten seconds elsewhere.
 */
export function createProgress(stream: NodeJS.WriteStream): { tick(progress: Progress): void; end(): void } {
  let step = '';
  let startedAt = 0;
  let lineAt = 0;
  let bar: SingleBar | undefined;
  const end = (): void => {
    bar?.stop();
    bar = undefined;
  };
  const tick = (progress: Progress): void => {
    const now = performance.now() / 1000;
    if (progress.step !== step) {
      end();
      step = progress.step;
      startedAt = now;
      lineAt = now - 8;
    }
    const seconds = now - startedAt;
    if (seconds < quietSeconds) return;
    if (stream.isTTY) {
      bar ??= open(stream);
      if (!bar.isActive) bar.start(progress.total ?? 0, progress.done, words(progress, seconds));
      bar.setTotal(progress.total ?? Math.max(progress.done, 1));
      bar.update(progress.done, words(progress, seconds));
    } else if (now - lineAt >= 10) {
      lineAt = now;
      const { step: name, count, rate, remaining } = words(progress, seconds);
      stream.write(`${name}: ${count}, ${rate}${remaining === '' ? '' : `, ${remaining}`}\n`);
    }
  };
  return { tick, end };
}

function open(stream: NodeJS.WriteStream): SingleBar {
  return new SingleBar(
    { format: '{step} {bar} {count}, {rate} {remaining}', stream, hideCursor: true, clearOnComplete: true, fps: 5 },
    Presets.shades_classic,
  );
}

interface Words {
  readonly step: string;
  readonly count: string;
  readonly rate: string;
  readonly remaining: string;
}

function words({ step, done, total, unit }: Progress, seconds: number): Words {
  const perSecond = done / Math.max(seconds, 0.001);
  const left = total === undefined || done === 0 ? undefined : (total - done) / perSecond;
  return {
    step,
    count: `${number(done)}${total === undefined ? '' : ` of ${number(total)}`} ${unit}`,
    rate: `${perSecond >= 10 ? number(Math.round(perSecond)) : perSecond.toFixed(1)} ${unit}/s`,
    remaining: left === undefined ? '' : `about ${Math.max(1, Math.round(left))} s left`,
  };
}

const number = (value: number): string => value.toLocaleString('en');
