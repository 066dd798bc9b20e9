import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { webhooksQuery, type Webhook } from '../api/webhooks.js';
import { DeliveryBadge, WebhookBadge } from './badges.js';

/** Which of the own agency's systems are told. */
export function WebhooksPage() {
  const { t } = useTranslation('webhooks');
  const webhooks = useQuery(webhooksQuery);
  const add = <ButtonLink to="/webhooks/new">{t('add')}</ButtonLink>;
  return (
    <Page
      title={t('title')}
      trail={[{ to: '/members', label: t('back') }]}
      lead={
        <>
          <p>{t('lead')}</p>
          <p>{t('guide')}</p>
        </>
      }
      actions={webhooks.data && webhooks.data.items.length > 0 && add}
    >
      <Loaded query={webhooks}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('none')} actions={add}>
              {t('noneMore')}
            </EmptyState>
          ) : (
            <WebhookTable webhooks={items} />
          )
        }
      </Loaded>
    </Page>
  );
}

function WebhookTable({ webhooks }: { webhooks: readonly Webhook[] }) {
  const { t } = useTranslation('webhooks');
  const columns: Column<Webhook>[] = [
    {
      key: 'name',
      label: t('column.name'),
      names: true,
      cell: ({ id, name }) => <TextLink to={`/webhooks/${id}`}>{name}</TextLink>,
    },
    {
      key: 'url',
      label: t('column.url'),
      cell: ({ url }) => <span className="wrap-anywhere">{url}</span>,
    },
    { key: 'state', label: t('column.state'), cell: (webhook) => <WebhookBadge webhook={webhook} /> },
    {
      key: 'last',
      label: t('column.last'),
      cell: ({ lastAt, lastState }) =>
        lastAt && lastState ? (
          <span className="inline-flex flex-wrap items-center gap-2">
            {asMoment(lastAt)}
            <DeliveryBadge state={lastState} />
          </span>
        ) : (
          t('never')
        ),
    },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={webhooks} rowKey={({ id }) => id} />;
}
