import './styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { kitJa } from '../components/ja.js';
import { ToastPlace } from '../components/toast.js';
import { sessionJa } from '../features/session/ja.js';
import { addTexts } from '../lib/i18n.js';
import { createQueryClient } from '../lib/query-client.js';
import { sessionQuery } from '../lib/session.js';
import { termsJa } from '../lib/terms.ja.js';
import { chooseTextSize, storedTextSize } from '../lib/text-size.js';
import { appJa } from './ja.js';
import { createRouter } from './router.js';

addTexts('kit', kitJa);
addTexts('terms', termsJa);
addTexts('app', appJa);
addTexts('session', sessionJa);
chooseTextSize(storedTextSize());

const client = createQueryClient(leaveToSignIn);
const router = createRouter();

/** The session is gone: nothing of it stays in the tab, and after signing in the same page opens again. */
function leaveToSignIn(): void {
  const { pathname, search } = router.state.location;
  if (pathname === '/sign-in' || pathname === '/invitation') return;
  const reason = client.getQueryData(sessionQuery.queryKey) ? 'idle' : 'needed';
  const back = new URLSearchParams({ reason, back: pathname + search });
  void router.navigate(`/sign-in?${back}`, { replace: true }).then(() => client.clear());
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <ToastPlace>
        <RouterProvider router={router} />
      </ToastPlace>
    </QueryClientProvider>
  </StrictMode>,
);
