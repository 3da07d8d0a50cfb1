import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** What an event makes old, by the beginning of its type. */
const stale: Readonly<Record<string, readonly string[]>> = Object.freeze({
  lead: ['leads', 'lead', 'wrongful'],
  case: ['cases'],
  disclosure: ['disclosures'],
  model: ['models'],
  run: ['runs', 'leads', 'models'],
  endpoint: ['endpoints', 'deliveries'],
  delivery: ['deliveries'],
});

/** Keeps the page current over the event stream; false while the browser reconnects, undefined where there is no right to it. */
export function useLive(allowed: boolean): boolean | undefined {
  const client = useQueryClient();
  const [live, setLive] = useState<boolean>();
  useEffect(() => {
    if (!allowed) return;
    const stream = new EventSource('/v1/events/stream');
    const take = (event: MessageEvent<string>): void => {
      const type = typeOf(event);
      for (const name of stale[type.split('.')[0] ?? ''] ?? []) void client.invalidateQueries({ queryKey: [name] });
    };
    stream.onopen = () => setLive(true);
    stream.onerror = () => setLive(false);
    stream.onmessage = take;
    for (const type of ['lead', 'case', 'disclosure', 'model', 'run', 'endpoint', 'delivery']) {
      stream.addEventListener(type, take as EventListener);
    }
    return () => stream.close();
  }, [allowed, client]);
  return live;
}

function typeOf(event: MessageEvent<string>): string {
  if (event.type !== 'message') return event.type;
  try {
    return String((JSON.parse(event.data) as { type?: unknown }).type ?? '');
  } catch {
    return '';
  }
}
