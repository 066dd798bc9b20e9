import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ChoiceLinks } from '../../../components/choice-links.js';
import type { Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { type ListedRequest, personRequestsQuery } from '../api/person-requests.js';
import { usePageNumber } from './use-page-number.js';

/** The register of requests of people about their own data. */
export function PersonRequestsPage() {
  const { t } = useTranslation('matters');
  const [params] = useSearchParams();
  const closed = params.get('closed') === 'true';
  const requests = useQuery(personRequestsQuery(closed, usePageNumber()));
  const columns: Column<ListedRequest>[] = [
    {
      key: 'number',
      label: t('requests.number'),
      names: true,
      cell: ({ id, number, kindName }) => (
        <TextLink to={`/people/requests/${id}`} className="inline-block min-h-6">
          {t('requests.heading', { number, kind: kindName })}
        </TextLink>
      ),
    },
    {
      key: 'person',
      label: t('requests.person'),
      cell: ({ personId, personName }) => <TextLink to={`/people/${personId}`}>{personName}</TextLink>,
    },
    { key: 'status', label: t('requests.status'), cell: ({ statusName }) => statusName },
    { key: 'received', label: t('requests.receivedOn'), cell: ({ receivedOn }) => inEra(receivedOn) },
    {
      key: 'due',
      label: t('requests.dueOn'),
      cell: ({ dueOn, isLate }) => (
        <>
          {inEra(dueOn)} {isLate && <StatusBadge tone="danger">{t('requests.late')}</StatusBadge>}
        </>
      ),
    },
  ];
  return (
    <Page
      title={t('requests.title')}
      lead={t('requests.lead')}
      trail={[{ to: '/people', label: t('trail') }]}
    >
      <ChoiceLinks
        label={t('requests.filter')}
        choices={[
          { to: '?', label: t('requests.open'), chosen: !closed },
          { to: '?closed=true', label: t('requests.closed'), chosen: closed },
        ]}
      />
      <Loaded query={requests}>
        {(page) => (
          <PagedTable
            page={page}
            caption={t('requests.title')}
            columns={columns}
            rowKey={({ id }) => id}
            empty={t('requests.none')}
          />
        )}
      </Loaded>
    </Page>
  );
}
