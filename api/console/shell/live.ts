import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** Events of the feed, and the one that says that some were missed. */
const types = ['lead.proposed', 'lead.raised', 'lead.updated', 'lead.withdrawn', 'lead.expired', 'reset'];
/** What they make old. */
const stale = ['leads', 'lead', 'wrongful', 'deliveries', 'endpoints'];

/** Keeps the page current over the event stream; false while the browser reconnects, undefined where there is no right to it. */
export function useLive(allowed: boolean): boolean | undefined {
  const client = useQueryClient();
  const [live, setLive] = useState<boolean>();
  useEffect(() => {
    if (!allowed) return;
    const stream = new EventSource('/v1/events/stream');
    const take = (): void => {
      for (const name of stale) void client.invalidateQueries({ queryKey: [name] });
    };
    stream.onopen = () => setLive(true);
    stream.onerror = () => setLive(false);
    for (const type of types) stream.addEventListener(type, take);
    return () => stream.close();
  }, [allowed, client]);
  return live;
}
