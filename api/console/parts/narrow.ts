import { useSyncExternalStore } from 'react';

const query = '(max-width: 1100px)';

/** Whether the window is as narrow as a tablet. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => matchMedia(query).matches);
}

function listen(changed: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}
