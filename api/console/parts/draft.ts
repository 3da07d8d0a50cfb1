import { useCallback, useState } from 'react';

/**
 * Text of a form that outlives a reload, a lost connection and an ended session; it stays on this machine until the
 * form is sent. It may not hold an identity: forms that could are not drafts.
 */
export function useDraft<T extends Readonly<Record<string, string>>>(
  name: string,
  empty: T,
): readonly [T, (change: Partial<T>) => void, () => void] {
  const key = `excavator.draft.${name}`;
  const [state, setState] = useState<{ readonly key: string; readonly value: T }>(() => ({
    key,
    value: read(key, empty),
  }));
  const current = state.key === key ? state.value : read(key, empty);
  const change = useCallback(
    (part: Partial<T>) => {
      const value = { ...read(key, empty), ...part };
      localStorage.setItem(key, JSON.stringify(value));
      setState({ key, value });
    },
    [key, empty],
  );
  const clear = useCallback(() => {
    localStorage.removeItem(key);
    setState({ key, value: empty });
  }, [key, empty]);
  return [current, change, clear];
}

function read<T>(key: string, empty: T): T {
  try {
    return { ...empty, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<T>) };
  } catch {
    return empty;
  }
}
