import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EventType } from '../http/shapes.ts';

const leads = ['leads', 'lead', 'wrongful', 'deliveries', 'endpoints'];

/** What each event makes old; all of it where some were missed. */
const staleAfter: Readonly<Record<EventType, readonly string[]>> = Object.freeze({
  'lead.proposed': leads,
  'lead.raised': leads,
  'lead.updated': leads,
  'lead.withdrawn': leads,
  'lead.expired': leads,
  'model.promoted': ['models', 'deliveries', 'endpoints'],
  'disclosure.granted': ['disclosures', 'deliveries', 'endpoints'],
  'endpoint.disabled': ['endpoints', 'deliveries'],
});
const told = Object.entries(staleAfter);
const everything: readonly string[] = [...new Set(told.flatMap(([, names]) => names))];

/** Keeps the page current over the event stream; false while the browser reconnects, undefined where there is no right to it. */
export function useLive(allowed: boolean): boolean | undefined {
  const client = useQueryClient();
  const [live, setLive] = useState<boolean>();
  useEffect(() => {
    if (!allowed) return;
    const stream = new EventSource('/v1/events/stream');
    const refetch = (names: readonly string[]): void => {
      const isStale = ({ queryKey }: { readonly queryKey: QueryKey }): boolean => names.includes(String(queryKey[0]));
      void client.invalidateQueries({ predicate: isStale });
    };
    stream.onopen = () => setLive(true);
    stream.onerror = () => setLive(false);
    for (const [type, names] of told) stream.addEventListener(type, () => refetch(names));
    stream.addEventListener('reset', () => refetch(everything));
    return () => stream.close();
  }, [allowed, client]);
  return live;
}
