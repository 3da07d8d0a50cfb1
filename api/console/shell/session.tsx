import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { call, get, post, sessionEnded, statusOf } from '../http/index.ts';
import type { SessionAnswer } from '../http/shapes.ts';

const key = ['session'];

/** Who is signed in: undefined while it is asked, null where nobody is. */
export function useSessionQuery() {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      try {
        return await get<SessionAnswer>('/v1/session', {}, signal);
      } catch (error) {
        if (statusOf(error) === 401) return null;
        throw error;
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { readonly account: string; readonly password: string }) =>
      post<SessionAnswer>('/v1/session', given),
    onSuccess: (session) => {
      const before = client.getQueryData<SessionAnswer | null>(key);
      // Somebody else's answers may not be shown to whoever signs in now.
      if (before?.account !== session.account)
        client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      client.setQueryData(key, session);
      sessionEnded.tell(false);
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('DELETE', '/v1/session'),
    onSettled: () => {
      client.clear();
      client.setQueryData(key, null);
    },
  });
}

const Context = createContext<SessionAnswer | undefined>(undefined);

export function SessionProvider({
  session,
  children,
}: {
  readonly session: SessionAnswer;
  readonly children: ReactNode;
}): ReactNode {
  return <Context value={session}>{children}</Context>;
}

export function useSession(): SessionAnswer {
  const session = useContext(Context);
  if (session === undefined) throw new Error('SessionProvider is missing');
  return session;
}

/** Whether the role has the right to an act; what the thing's state allows, the service says. */
export function useMay(): (act: string) => boolean {
  const { acts } = useSession();
  return (act) => acts.includes(act);
}
