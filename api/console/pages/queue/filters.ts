import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

const names = ['role', 'state', 'band', 'area', 'older_than_days', 'mine', 'sort'] as const;
export type FilterName = (typeof names)[number];
export type Filters = Readonly<Partial<Record<FilterName, string>>>;

/** The filters stand in the address, so that a view can be kept, sent and gone back to. */
export function useFilters(): readonly [Filters, (change: Filters) => void, (search: string) => void] {
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(() => {
    const found = names.map((name) => [name, search.get(name) ?? ''] as const).filter(([, value]) => value !== '');
    return Object.fromEntries(found) as Filters;
  }, [search]);
  const change = (part: Filters): void => {
    const next = Object.entries({ ...filters, ...part }).filter(([, value]) => value !== undefined && value !== '');
    setSearch(new URLSearchParams(next), { replace: true });
  };
  return [filters, change, (text) => setSearch(new URLSearchParams(text))];
}
