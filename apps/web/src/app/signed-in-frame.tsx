import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router';
import { useCallback } from 'react';
import { FailureNotice } from '../components/failure-notice.js';
import { Notice } from '../components/notice.js';
import { Skeleton } from '../components/skeleton.js';
import { IdleWarning } from '../features/session/components/idle-warning.js';
import { useLeaving } from '../features/session/components/use-leaving.js';
import { useTranslation } from 'react-i18next';
import { problemIn } from '../lib/problem.js';
import { sessionQuery } from '../lib/session.js';
import { Content } from './frame.js';
import { Header } from './header.js';
import { NoAgencyPage } from './no-agency-page.js';
import { Footer } from './footer.js';
import { PracticeBanner } from './practice-banner.js';
import { SkipLink } from './skip-link.js';
import { useOnline } from './use-online.js';

/** The frame of everything that needs a session. Who has none is led to sign in, and back to the same page. */
export function SignedInFrame() {
  const { t } = useTranslation('app');
  const session = useQuery(sessionQuery);
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const leaving = useLeaving();
  const online = useOnline();
  const ended = useCallback(() => {
    const query = new URLSearchParams({ reason: 'idle', back: pathname + search });
    void navigate(`/sign-in?${query}`, { replace: true });
  }, [navigate, pathname, search]);

  if (problemIn(session.error)?.status === 401) {
    const query = new URLSearchParams(pathname === '/' ? {} : { reason: 'needed', back: pathname + search });
    return <Navigate to={`/sign-in?${query}`} replace />;
  }
  if (session.isError && !session.data) {
    return (
      <Content>
        <FailureNotice failure={session.error} onRetry={() => void session.refetch()} />
      </Content>
    );
  }
  if (!session.data) {
    return (
      <Content>
        <Skeleton />
      </Content>
    );
  }
  return (
    <>
      <SkipLink />
      {session.data.demo && <PracticeBanner />}
      <Header onLeave={() => leaving.mutate()} />
      <Content>
        {!online && (
          <Notice tone="warning" live className="mb-6">
            {t('offline')}
          </Notice>
        )}
        {session.data.agency ? <Outlet /> : <NoAgencyPage agencies={session.data.agencies} />}
      </Content>
      <Footer />
      <IdleWarning onEnded={ended} onLeave={() => leaving.mutate()} />
      <ScrollRestoration />
    </>
  );
}
