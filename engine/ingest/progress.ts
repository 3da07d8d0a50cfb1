import type { FilePlan } from './plan.ts';
import type { IngestContext } from './types.ts';

const bytesPerMb = 1e6;

/** Reports the bytes of some files as megabytes, at most once a megabyte. */
export function byteProgress(
  { onProgress }: IngestContext,
  step: string,
  files: readonly { readonly plan: FilePlan }[],
): (bytes: number) => void {
  const total = Math.ceil(files.reduce((sum, { plan }) => sum + plan.found.bytes, 0) / bytesPerMb);
  let bytes = 0;
  let shown = -1;
  return (more) => {
    bytes += more;
    const done = Math.floor(bytes / bytesPerMb);
    if (done === shown) return;
    shown = done;
    onProgress?.({ step, done, total, unit: 'MB' });
  };
}
