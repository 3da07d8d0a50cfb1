import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { Refused } from './http/index.ts';
import { Lead } from './pages/lead/index.ts';
import { Queue } from './pages/queue/index.ts';
import { ProblemNote, Waiting } from './parts/index.ts';
import {
  RotatePage,
  railPages,
  SessionProvider,
  Shell,
  SignInPage,
  useMay,
  useSession,
  useSessionQuery,
} from './shell/index.ts';
import { useWords, WordsProvider } from './words/index.ts';

// The first page that most people see is small; everything else comes when it is asked for.
const Network = lazy(async () => ({ default: (await import('./pages/network/index.ts')).Network }));
const AreaMap = lazy(async () => ({ default: (await import('./pages/map/index.ts')).AreaMap }));
const Cases = lazy(async () => ({ default: (await import('./pages/cases/index.ts')).Cases }));
const Disclosures = lazy(async () => ({ default: (await import('./pages/disclosures/index.ts')).Disclosures }));
const Records = lazy(async () => ({ default: (await import('./pages/records/index.ts')).Records }));
const Models = lazy(async () => ({ default: (await import('./pages/models/index.ts')).Models }));
const Integrations = lazy(async () => ({ default: (await import('./pages/integrations/index.ts')).Integrations }));
const Staff = lazy(async () => ({ default: (await import('./pages/staff/index.ts')).Staff }));
const Audit = lazy(async () => ({ default: (await import('./pages/audit/index.ts')).Audit }));

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; only a lost connection is worth another try.
      retry: (count, error) => !(error instanceof Refused) && count < 2,
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    // A decision that could not be sent is said to be lost; it is not sent later, when nobody looks.
    mutations: { networkMode: 'always' },
  },
});

export function App(): ReactNode {
  return (
    <QueryClientProvider client={client}>
      <WordsProvider>
        <BrowserRouter>
          <Guarded />
        </BrowserRouter>
      </WordsProvider>
    </QueryClientProvider>
  );
}

function Guarded(): ReactNode {
  const { t } = useWords();
  const query = useSessionQuery();
  if (query.isError) return <ProblemNote error={query.error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return null;
  if (query.data === null) return <SignInPage />;
  return (
    <SessionProvider session={query.data}>
      {query.data.must_rotate ? (
        <RotatePage />
      ) : (
        <Suspense fallback={<Waiting what={t('brand')} />}>
          <Pages />
        </Suspense>
      )}
    </SessionProvider>
  );
}

function Pages(): ReactNode {
  const { t } = useWords();
  const may = useMay();
  const { role } = useSession();
  const first = railPages.find(({ acts }) => acts.some(may))?.path ?? '/queue';
  return (
    <Routes key={role}>
      <Route element={<Shell />}>
        <Route index element={<Navigate to={first} replace />} />
        <Route path="queue" element={<Queue />} />
        <Route path="leads/:id" element={<Lead />} />
        <Route path="network" element={<Network />} />
        <Route path="map" element={<AreaMap />} />
        <Route path="cases" element={<Cases />} />
        <Route path="disclosures" element={<Disclosures />} />
        <Route path="records" element={<Records />} />
        <Route path="models" element={<Models />} />
        <Route path="integrations" element={<Integrations />} />
        <Route path="staff" element={<Staff />} />
        <Route path="audit" element={<Audit />} />
        <Route path="*" element={<p className="page">{t('nothing-here')}</p>} />
      </Route>
    </Routes>
  );
}
