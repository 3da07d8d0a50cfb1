import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { get } from '../http/index.ts';
import type { CaseAnswer } from '../http/shapes.ts';
import { useMay } from './session.tsx';

interface ChosenCase {
  readonly cases: readonly CaseAnswer[];
  /** The open case that looks are charged to. */
  readonly chosen: CaseAnswer | undefined;
  choose(id: string | undefined): void;
}

const kept = 'excavator.case';
const Context = createContext<ChosenCase | undefined>(undefined);

export function CaseProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['cases'],
    queryFn: ({ signal }) => get<{ readonly cases: readonly CaseAnswer[] }>('/v1/cases', {}, signal),
    enabled: may('case.list'),
  });
  const [id, setId] = useState<string | undefined>(() => localStorage.getItem(kept) ?? undefined);
  const value = useMemo<ChosenCase>(() => {
    const cases = (data?.cases ?? []).filter(({ state }) => state === 'open');
    return {
      cases,
      // With one open case there is nothing to choose.
      chosen: cases.find((one) => one.id === id) ?? (cases.length === 1 ? cases[0] : undefined),
      choose: (next) => {
        setId(next);
        if (next === undefined) localStorage.removeItem(kept);
        else localStorage.setItem(kept, next);
      },
    };
  }, [data, id]);
  return <Context value={value}>{children}</Context>;
}

export function useChosenCase(): ChosenCase {
  const value = useContext(Context);
  if (value === undefined) throw new Error('CaseProvider is missing');
  return value;
}
