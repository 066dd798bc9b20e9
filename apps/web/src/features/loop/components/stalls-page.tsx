import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { useSession } from '../../../lib/session.js';
import { stallsQuery, type StalledLine } from '../api/stalls.js';

/** What nobody answers, the latest deadline first. The secretariat sees all of the network, by number. */
export function StallsPage() {
  const { t } = useTranslation('loop');
  const { can } = useSession();
  const stalls = useQuery(stallsQuery);
  const columns: Column<StalledLine>[] = [
    { key: 'number', label: t('stalls.number'), names: true, cell: ({ number }) => number },
    { key: 'type', label: t('stalls.type'), cell: ({ typeName }) => typeName },
    { key: 'source', label: t('stalls.source'), cell: ({ source }) => <AgencyLink agency={source} /> },
    {
      key: 'recipient',
      label: t('stalls.recipient'),
      cell: ({ recipient }) => <AgencyLink agency={recipient} />,
    },
    {
      key: 'dueOn',
      label: t('stalls.dueOn'),
      cell: ({ dueOn, lateBy }) => (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="whitespace-nowrap">{inEra(dueOn)}</span>
          <StatusBadge tone="danger">{t('stalls.late', { days: lateBy })}</StatusBadge>
        </span>
      ),
    },
    { key: 'status', label: t('stalls.status'), cell: ({ statusName }) => statusName },
    {
      key: 'said',
      label: t('stalls.said'),
      cell: ({ said }) => said.map((step) => t(`stalls.steps.${step}`)).join('、'),
    },
  ];
  return (
    <Page
      title={t('stalls.title')}
      lead={t(can.keepDirectory ? 'stalls.leadNetwork' : 'stalls.leadAgency')}
      actions={
        can.keepDirectory && (
          <span className="flex flex-wrap gap-3">
            <ButtonLink look="secondary" to="/decline-reviews">
              {t('stalls.declines')}
            </ButtonLink>
            <ButtonLink look="secondary" to="/deadlines">
              {t('stalls.settings')}
            </ButtonLink>
          </span>
        )
      }
    >
      <Loaded query={stalls}>
        {(lines) =>
          lines.length === 0 ? (
            <EmptyState title={t('stalls.none')} />
          ) : (
            <div className="grid gap-2">
              <p>{t('stalls.found', { total: lines.length })}</p>
              <DataTable
                caption={t('stalls.title')}
                columns={columns}
                rows={lines}
                rowKey={({ lineId }) => lineId}
              />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function AgencyLink({ agency }: { agency: { id: string; name: string } }) {
  return <TextLink to={`/agencies/${agency.id}`}>{agency.name}</TextLink>;
}
