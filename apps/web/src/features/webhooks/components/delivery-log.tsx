import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import type { Column } from '../../../components/data-table.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { PagedTable } from '../../../components/paged-table.js';
import { useSay } from '../../../components/toast.js';
import { newAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { deliveriesQuery, redeliver, type WebhookDelivery } from '../api/webhooks.js';
import { DeliveryBadge } from './badges.js';

type Attempt = WebhookDelivery['attempts'][number];

/** What was sent, with every try; a message can be sent once more. */
export function DeliveryLog({ webhookId }: { webhookId: string }) {
  const { t } = useTranslation('webhooks');
  const say = useSay();
  const [params] = useSearchParams();
  const sent = useQuery(deliveriesQuery(webhookId, Number(params.get('page')) || 1));
  const again = useMutation({ mutationFn: redeliver, onSuccess: () => say(t('log.ordered')) });
  const columns: Column<WebhookDelivery>[] = [
    { key: 'when', label: t('log.when'), cell: ({ occurredAt }) => asMoment(occurredAt) },
    {
      key: 'what',
      label: t('log.what'),
      names: true,
      cell: ({ typeName, number }) => (
        <>
          {typeName}
          {number && <span className="block text-dns-14N-130 text-solid-gray-700">{number}</span>}
        </>
      ),
    },
    {
      key: 'state',
      label: t('log.state'),
      cell: ({ state, nextAt }) => (
        <>
          <DeliveryBadge state={state} />
          {nextAt && <span className="block">{t('log.next', { when: asMoment(nextAt) })}</span>}
        </>
      ),
    },
    {
      key: 'tries',
      label: t('log.tries'),
      cell: ({ attempts }) =>
        attempts.length === 0 ? null : (
          <ul className="text-dns-14N-130">
            {attempts.map((attempt) => (
              <li key={attempt.attempt}>
                <AttemptText attempt={attempt} />
              </li>
            ))}
          </ul>
        ),
    },
    {
      key: 'do',
      label: t('log.do'),
      cell: ({ id, state, typeName, number }) =>
        state === 'waiting' ? null : (
          <Button
            look="quiet"
            busy={again.isPending && again.variables.id === id}
            onClick={() => again.mutate({ id, key: newAttemptKey() })}
          >
            {t('log.again')}
            <span className="sr-only">
              （{typeName} {number}）
            </span>
          </Button>
        ),
    },
  ];
  return (
    <Card
      title={t('log.title')}
      aside={
        <Button look="quiet" busy={sent.isFetching} onClick={() => void sent.refetch()}>
          {t('log.refresh')}
        </Button>
      }
    >
      <p className="mb-3">{t('log.lead')}</p>
      {again.isError && <FailureNotice failure={again.error} />}
      <Loaded query={sent}>
        {(page) => (
          <PagedTable
            page={page}
            caption={t('log.title')}
            columns={columns}
            rowKey={({ id }) => id}
            empty={t('log.none')}
          />
        )}
      </Loaded>
    </Card>
  );
}

function AttemptText({ attempt }: { attempt: Attempt }) {
  const { t } = useTranslation('webhooks');
  const { attempt: n, at, status, durationMs: ms } = attempt;
  const result = attempt.code === null ? t('log.ok', { status }) : <TroubleText attempt={attempt} />;
  return (
    <>
      {t('log.try', { n, when: asMoment(at) })} {result} {t('log.took', { ms })}
    </>
  );
}

/** Why a message did not arrive, in words where there are some. */
function TroubleText({ attempt: { code, status } }: { attempt: Attempt }) {
  const { t } = useTranslation('webhooks');
  switch (code) {
    case 'timeout':
      return t('trouble.timeout');
    case 'address.refused':
      return t('trouble.refused');
    case 'net.enotfound':
      return t('trouble.unknownName');
    case 'net.econnrefused':
      return t('trouble.closed');
    default:
      return status === null ? t('trouble.other', { code }) : t('trouble.status', { status });
  }
}
