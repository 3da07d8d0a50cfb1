import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNote } from './problem-note.tsx';
import { Waiting } from './waiting.tsx';

interface QueriedProps<T> {
  readonly query: UseQueryResult<T>;
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}

/** The three states of an answer: on its way, refused, there. Older data stay while newer ones are refused. */
export function Queried<T>({ query, what, children }: QueriedProps<T>): ReactNode {
  const retry = (): void => void query.refetch();
  if (query.data === undefined) {
    return query.isError ? <ProblemNote error={query.error} retry={retry} /> : <Waiting what={what} />;
  }
  return (
    <>
      {query.isError && <ProblemNote error={query.error} retry={retry} />}
      {children(query.data)}
    </>
  );
}
