import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { type Span, SpanHistogram, type SpanRow } from '../charts/index.ts';
import { get, type Query } from '../http/index.ts';
import type { TimelineAnswer } from '../http/shapes.ts';
import { dateOf, timeOf, useWords, type Words } from '../words/index.ts';
import { PlacesSeen } from './places-seen.tsx';
import { ProblemNote } from './problem-note.tsx';
import { Queried } from './queried.tsx';

const day = 86_400;
/** The clock of the prefecture. */
const aheadSeconds = 8 * 3600;

/** The records of one person over time, under a case whose budget they are charged to. */
export function Timeline(of: Whose): ReactNode {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['timeline', of.person, of.caseId],
    queryFn: ({ signal }) => get<TimelineAnswer>(...asking(of), signal),
  });
  return (
    <Queried query={query} what={t('timeline.loading')}>
      {(answer) => <Drawn of={of} whole={answer} />}
    </Queried>
  );
}

interface Whose {
  readonly person: string;
  readonly caseId: string;
}

const asking = ({ person, caseId }: Whose, span: Query = {}): [path: string, query: Query] => [
  `/v1/persons/${person}/timeline`,
  { case: caseId, utc_ahead_s: aheadSeconds, ...span },
];

/** The bars count everything there is; of the records the newest are shown, of the span that was chosen. */
function Drawn({ of, whole }: { readonly of: Whose; readonly whole: TimelineAnswer }): ReactNode {
  const words = useWords();
  const { t } = words;
  const [brush, setBrush] = useState<Span>();
  const { rows, span } = useMemo(() => barsOf(whole, words), [whole, words]);
  const query = useQuery({
    queryKey: ['timeline', of.person, of.caseId, brush],
    queryFn: ({ signal }) => get<TimelineAnswer>(...asking(of, { from: brush?.[0], until: brush?.[1] }), signal),
    enabled: brush !== undefined,
    placeholderData: keepPreviousData,
  });
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
      </div>
      {query.isError && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
      <div aria-busy={query.isFetching}>
        <Seen answer={brush === undefined ? whole : (query.data ?? whole)} />
      </div>
    </>
  );
}

/** Places and records of a span; a place that is chosen leaves its own. */
function Seen({ answer: { events, total } }: { readonly answer: TimelineAnswer }): ReactNode {
  const words = useWords();
  const { t, name } = words;
  const [place, setPlace] = useState<string>();
  const listed = place === undefined ? events : events.filter((event) => event.place === place);
  const choose = (one: string): void => setPlace(place === one ? undefined : one);
  return (
    <>
      <div className="row small">
        <span className="soft">{t('timeline.shown', { shown: listed.length, total })}</span>
        {place !== undefined && (
          <button type="button" className="button small" aria-pressed onClick={() => setPlace(undefined)}>
            {t('timeline.at', { place })} ×
          </button>
        )}
      </div>
      <PlacesSeen events={events} chosen={place} choose={choose} />
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
            {listed.map((event) => (
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
function barsOf({ histogram }: TimelineAnswer, words: Words): { rows: readonly SpanRow[]; span: Span } {
  const days = histogram.map(({ from }) => from);
  const rows = [...new Set(histogram.map(({ source }) => source))].map((source) => {
    const name = words.name('source', source);
    const bars = histogram
      .filter((one) => one.source === source)
      .map(({ from, count }) => ({
        from,
        count,
        words: words.t('timeline.bar', { source: name, date: dateOf(from, words), count }),
      }));
    return { name, bars };
  });
  return { rows, span: days.length === 0 ? [0, day] : [Math.min(...days), Math.max(...days) + day] };
}

const dayOf = (at: number): string => new Date((at + aheadSeconds) * 1000).toISOString().slice(0, 10);
