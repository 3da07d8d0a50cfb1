import { useLayoutEffect, useRef } from 'react';

export type KeyMap = Readonly<Record<string, () => void>>;

/** Single keys of a page; not while somebody types, holds a modifier or has a dialog open. */
export function useKeys(keys: KeyMap): void {
  const latest = useRef(keys);
  latest.current = keys;
  // Before the page is painted: a key pressed as soon as something is seen already counts.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target as HTMLElement | null;
      // Escape leaves a field, so that the keys of the page are there again.
      if (event.key === 'Escape') target?.blur();
      if (target?.closest('input, textarea, select, [contenteditable], [role=menu], [role=listbox]')) return;
      if (document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
      if (event.key === 'Enter' && target?.closest('a, button, summary')) return;
      const act = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
