type Listener = (reached: boolean) => void;
const listeners = new Set<Listener>();

/** Whether the last call got an answer, whatever it was: the shell says so above the page. */
export const reach = Object.freeze({
  tell(reached: boolean): void {
    for (const listener of listeners) listener(reached);
  },
  listen(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
});
