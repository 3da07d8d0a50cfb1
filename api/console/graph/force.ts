import type { ForceAnswer, ForceRequest } from './force-worker.ts';
import type { ChartEdge, Positions } from './types.ts';

/** Positions after ForceAtlas2 in a worker; from the positions given, which therefore should not all be one point. */
export function force(start: Positions, edges: readonly ChartEdge[], signal: AbortSignal): Promise<Positions> {
  const worker = new Worker(new URL('./force-worker.ts', import.meta.url), { type: 'module' });
  const iterations = start.size > 2000 ? 60 : 200;
  return new Promise<Positions>((resolve, reject) => {
    const end = (): void => worker.terminate();
    signal.addEventListener('abort', end);
    worker.onerror = (event) => {
      end();
      reject(new Error(event.message));
    };
    worker.onmessage = ({ data }: MessageEvent<ForceAnswer>) => {
      end();
      resolve(new Map(data));
    };
    worker.postMessage({ nodes: [...start], edges, iterations } satisfies ForceRequest);
  });
}
