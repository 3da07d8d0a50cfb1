type Listener = (ended: boolean) => void;
const listeners = new Set<Listener>();

/** Tells the shell that the service no longer knows who asks, so that it can ask without losing the page. */
export const sessionEnded = Object.freeze({
  tell(ended = true): void {
    for (const listener of listeners) listener(ended);
  },
  listen(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
});
