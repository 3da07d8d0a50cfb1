export { useChosenCase } from './chosen-case.tsx';
export { railPages } from './pages.ts';
export { RotatePage } from './rotate-page.tsx';
export { SessionProvider, useMay, useSession, useSessionQuery } from './session.tsx';
export { Shell } from './shell.tsx';
export { SignInPage } from './sign-in-page.tsx';
