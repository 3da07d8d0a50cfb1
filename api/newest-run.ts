import type { Engine } from '../engine/index.ts';

/** Also a run that another process made is seen so soon. */
const everyMs = 1000;

/** Has the newest run read into memory, now and whenever there is a newer one. Returns how to stop it. */
export function keepNewestRead({ readAhead }: Pick<Engine, 'readAhead'>): () => void {
  const look = (): void => {
    if (readAhead.state() === 'unread') void readAhead.start();
  };
  look();
  const timer = setInterval(look, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
