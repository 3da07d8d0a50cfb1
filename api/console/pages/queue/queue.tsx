import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { get, post } from '../../http/index.ts';
import type { LeadLine, LeadsPage, PlacesAnswer } from '../../http/shapes.ts';
import { Empty, ProblemNote, useKeys, Waiting } from '../../parts/index.ts';
import { useMay } from '../../shell/index.ts';
import { useWords } from '../../words/index.ts';
import { AssignBar } from './assign-bar.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type Filters, useFilters } from './filters.ts';
import { LeadTable } from './lead-table.tsx';
import { SavedViews } from './saved-views.tsx';
import { TakeNext } from './take-next.tsx';
import { Wrongful } from './wrongful.tsx';

const pageSize = 100;

export function Queue(): ReactNode {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const [filters, change, show] = useFilters();
  const [current, setCurrent] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const query = useLeads(filters);
  const leads = useMemo(() => query.data?.pages.flatMap((page) => page.leads) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total ?? 0;
  const areas = useAreas();
  const open = (lead: LeadLine | undefined): void => {
    if (lead !== undefined) void navigate(`/leads/${encodeURIComponent(lead.id)}`);
  };
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const nearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  useKeys({
    j: () => setCurrent((at) => Math.min(leads.length - 1, at + 1)),
    k: () => setCurrent((at) => Math.max(0, at - 1)),
    Enter: () => open(leads[current]),
  });
  const toggle = (ids: readonly string[]): void => {
    const all = ids.every((id) => chosen.has(id));
    setChosen(new Set(all ? [...chosen].filter((id) => !ids.includes(id)) : [...chosen, ...ids]));
  };
  return (
    <div className="page">
      <div className="row ends">
        <h1>{t('queue.title')}</h1>
        <div className="row">
          {may('lead.propose') && <Propose />}
          {may('lead.next') && <TakeNext />}
        </div>
      </div>
      <Wrongful />
      <FilterBar filters={filters} areas={areas} change={change} />
      <div className="row ends">
        <span className="soft small">{query.isSuccess && t('queue.shown', { shown: leads.length, total })}</span>
        {may('lead.assign') && <AssignBar chosen={chosen} done={() => setChosen(new Set())} />}
        <SavedViews show={show} />
      </div>
      {query.isError && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Waiting what={t('queue.loading')} rows={12} />}
      {query.isSuccess && leads.length === 0 && <Empty title={t('queue.empty')} say={t('queue.empty.say')} />}
      {leads.length > 0 && (
        <LeadTable
          leads={leads}
          total={total}
          current={current}
          select={setCurrent}
          open={open}
          nearEnd={nearEnd}
          chosen={may('lead.assign') ? chosen : undefined}
          toggle={toggle}
        />
      )}
    </div>
  );
}

/** All areas, not only those of the leads that are shown: whoever has chosen one wants to choose another. */
function useAreas(): readonly string[] {
  const { data } = useQuery({
    queryKey: ['places'],
    queryFn: ({ signal }) => get<PlacesAnswer>('/v1/places', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(() => [...new Set(data?.places.flatMap((place) => place.area_id ?? []))].sort(), [data]);
}

function useLeads(filters: Filters) {
  return useInfiniteQuery({
    queryKey: ['leads', filters],
    queryFn: ({ pageParam, signal }) =>
      get<LeadsPage>('/v1/leads', { ...filters, top: pageSize, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
}

function Propose(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const propose = useMutation({
    mutationFn: () => post<{ readonly proposed: number }>('/v1/leads'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['leads'] }),
  });
  return (
    <>
      {propose.isSuccess && <span className="tag good">{t('queue.proposed', { made: propose.data.proposed })}</span>}
      {propose.isError && <ProblemNote error={propose.error} />}
      <button type="button" className="button" disabled={propose.isPending} onClick={() => propose.mutate()}>
        {t('queue.propose')}
      </button>
    </>
  );
}
