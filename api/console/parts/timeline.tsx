import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { type Span, SpanHistogram, type SpanRow } from '../charts/index.ts';
import { get } from '../http/index.ts';
import type { TimelineAnswer } from '../http/shapes.ts';
import { dateOf, timeOf, useWords, type Words } from '../words/index.ts';
import { PlacesSeen } from './places-seen.tsx';
import { Queried } from './queried.tsx';

const day = 86_400;

/** The records of one person over time, under a case whose budget they are charged to. */
export function Timeline({ person, caseId }: { readonly person: string; readonly caseId: string }): ReactNode {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['timeline', person, caseId],
    queryFn: ({ signal }) => get<TimelineAnswer>(`/v1/persons/${person}/timeline`, { case: caseId }, signal),
  });
  return (
    <Queried query={query} what={t('timeline.loading')}>
      {(answer) => <Drawn answer={answer} />}
    </Queried>
  );
}

function Drawn({ answer }: { readonly answer: TimelineAnswer }): ReactNode {
  const words = useWords();
  const { t, name } = words;
  const [brush, setBrush] = useState<Span>();
  const [place, setPlace] = useState<string>();
  const { rows, span } = useMemo(() => binned(answer, words), [answer, words]);
  const inside = useMemo(
    () => answer.events.filter(({ at }) => brush === undefined || (at >= brush[0] && at <= brush[1])),
    [answer, brush],
  );
  const listed = place === undefined ? inside : inside.filter((event) => event.place === place);
  const choose = (one: string): void => setPlace(place === one ? undefined : one);
  const set = (part: 0 | 1, text: string): void => {
    const at = Date.parse(`${text}T00:00:00+08:00`) / 1000;
    if (Number.isNaN(at)) return;
    const [from, to] = brush ?? span;
    setBrush(part === 0 ? [at, Math.max(at, to)] : [Math.min(from, at), at + day - 1]);
  };
  return (
    <>
      <SpanHistogram rows={rows} span={span} step={day} brush={brush} setBrush={setBrush} label={t('timeline.brush')} />
      <div className="row small">
        <label className="field inline">
          <span>{t('timeline.from')}</span>
          <input
            type="date"
            className="input"
            value={dayOf((brush ?? span)[0])}
            onChange={(event) => set(0, event.target.value)}
          />
        </label>
        <label className="field inline">
          <span>{t('timeline.to')}</span>
          <input
            type="date"
            className="input"
            value={dayOf((brush ?? span)[1])}
            onChange={(event) => set(1, event.target.value)}
          />
        </label>
        <button
          type="button"
          className="button small"
          disabled={brush === undefined}
          onClick={() => setBrush(undefined)}
        >
          {t('timeline.all')}
        </button>
        {place !== undefined && (
          <button type="button" className="button small" aria-pressed onClick={() => setPlace(undefined)}>
            {t('timeline.at', { place })} ×
          </button>
        )}
        <span className="soft">{t('timeline.shown', { shown: listed.length, total: answer.total })}</span>
      </div>
      <PlacesSeen events={inside} chosen={place} choose={choose} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard */}
      <section className="scroll" style={{ maxHeight: 260 }} tabIndex={0} aria-label={t('timeline.title')}>
        <table className="table">
          <thead>
            <tr>
              <th>{t('when')}</th>
              <th>{t('timeline.kind')}</th>
              <th>{t('timeline.place')}</th>
              <th>{t('timeline.with')}</th>
              <th>{t('timeline.record')}</th>
            </tr>
          </thead>
          <tbody>
            {listed.slice(0, 200).map((event) => (
              <tr key={`${event.record} ${event.kind} ${event.at}`}>
                <td className="nowrap">{timeOf(event.at, words)}</td>
                <td>
                  {name('source', event.source)} {event.kind !== event.source && name('seen', event.kind)}
                </td>
                <td>
                  {event.place !== null && (
                    <button
                      type="button"
                      className="button small plain"
                      aria-pressed={event.place === place}
                      onClick={() => choose(event.place ?? '')}
                    >
                      {event.place}
                    </button>
                  )}
                </td>
                <td className="code">{event.with.join(' ')}</td>
                <td className="code">{event.record}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** A bar a day and source, in the zone of the records. */
function binned({ events }: TimelineAnswer, words: Words): { rows: readonly SpanRow[]; span: Span } {
  const counts = new Map<string, Map<number, number>>();
  for (const { source, at } of events) {
    const of = counts.get(source) ?? new Map<number, number>();
    const from = Math.floor((at + 8 * 3600) / day) * day - 8 * 3600;
    of.set(from, (of.get(from) ?? 0) + 1);
    counts.set(source, of);
  }
  const days = [...counts.values()].flatMap((of) => [...of.keys()]);
  const rows = [...counts].map(([source, of]) => {
    const name = words.name('source', source);
    const bar = ([from, count]: readonly [number, number]) => ({
      from,
      count,
      words: words.t('timeline.bar', { source: name, date: dateOf(from, words), count }),
    });
    return { name, bars: [...of].map(bar) };
  });
  return { rows, span: days.length === 0 ? [0, day] : [Math.min(...days), Math.max(...days) + day] };
}

const dayOf = (at: number): string => new Date((at + 8 * 3600) * 1000).toISOString().slice(0, 10);
