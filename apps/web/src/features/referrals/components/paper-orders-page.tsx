import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { EmptyState } from '../../../components/empty-state.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Icon } from '../../../components/icon.js';
import { Loaded } from '../../../components/loaded.js';
import { Meter } from '../../../components/meter.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { fetchPapers, isUnderWay, orderPapers, paperOrdersQuery, type PaperOrder } from '../api/papers.js';

/** The files of requests that were ordered in the last day, and how far they are. */
export function PaperOrdersPage() {
  const { t } = useTranslation('papers', { keyPrefix: 'order' });
  const orders = useQuery(paperOrdersQuery);
  return (
    <Page title={t('title')} lead={t('lead')} trail={[{ to: '/referrals', label: t('trail') }]}>
      <Loaded query={orders}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState
              title={t('none')}
              actions={
                <ButtonLink look="secondary" to="/referrals">
                  {t('trail')}
                </ButtonLink>
              }
            >
              {t('noneMore')}
            </EmptyState>
          ) : (
            <ul className="grid gap-4">
              {found.map((order) => (
                <li key={order.id}>
                  <OrderCard order={order} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

function OrderCard({ order }: { order: PaperOrder }) {
  const { t } = useTranslation('papers', { keyPrefix: 'order' });
  const { id, state, done, pages, referralIds, orderedAt, expiresAt } = order;
  const total = referralIds.length;
  const fetching = useMutation({ mutationFn: fetchPapers });
  const isBroken = state === 'failed' || state === 'overtaken';
  return (
    <Card title={t('name', { count: total })}>
      <div className="grid gap-3" aria-live="polite">
        <p className="text-solid-gray-700">{t('orderedAt', { moment: asMoment(orderedAt) })}</p>
        {isUnderWay(order) && (
          <Meter
            label={t(done < total ? 'reading' : 'setting')}
            // The setting is the last part of it.
            percent={Math.round((done / total) * 80)}
            text={t('progress', { done, total })}
          />
        )}
        {state === 'done' && (
          <>
            <p>{t('ready', { pages, until: asMoment(expiresAt) })}</p>
            <Button className="w-fit" busy={fetching.isPending} onClick={() => fetching.mutate(id)}>
              <Icon name="print" />
              {t('fetch')}
            </Button>
          </>
        )}
        {fetching.isError && !isBroken && <FailureNotice failure={fetching.error} />}
        {isBroken && (
          <Notice tone="warning" title={t(`broken.${state}`)} actions={<Again referralIds={referralIds} />}>
            <p>{t(`brokenLead.${state}`)}</p>
          </Notice>
        )}
      </div>
    </Card>
  );
}

function Again({ referralIds }: { referralIds: string[] }) {
  const { t } = useTranslation('papers', { keyPrefix: 'order' });
  const keyFor = useAttemptKey();
  const ordering = useMutation({ mutationFn: orderPapers });
  return (
    <>
      <Button
        look="secondary"
        busy={ordering.isPending}
        onClick={() => ordering.mutate({ key: keyFor(referralIds), referralIds })}
      >
        {t('again')}
      </Button>
      {ordering.isError && <FailureNotice failure={ordering.error} />}
    </>
  );
}
