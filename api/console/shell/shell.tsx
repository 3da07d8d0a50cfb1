import { type ReactNode, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useKeys } from '../parts/index.ts';
import { useWords } from '../words/index.ts';
import { CaseProvider } from './chosen-case.tsx';
import { Crash } from './crash.tsx';
import { CrashNote } from './crash-note.tsx';
import { EndedDialog } from './ended-dialog.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { useLive } from './live.ts';
import { Lost } from './lost.tsx';
import { Rail } from './rail.tsx';
import { useMay, useSession } from './session.tsx';
import { TopBar } from './top-bar.tsx';

export function Shell(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const { pathname } = useLocation();
  const [keysOpen, setKeysOpen] = useState(false);
  const live = useLive(useMay()('event.read'));
  useKeys({ '?': () => setKeysOpen(true) });
  return (
    <CaseProvider>
      <div className="shell">
        <Rail live={live} />
        <TopBar showKeys={() => setKeysOpen(true)} />
        <main className="pane">
          <Lost />
          {session.synthetic && <div className="strip small">{t('synthetic')}</div>}
          <Crash key={pathname} show={<CrashNote />}>
            <Outlet />
          </Crash>
        </main>
      </div>
      <KeysDialog open={keysOpen} close={() => setKeysOpen(false)} />
      <EndedDialog />
    </CaseProvider>
  );
}
