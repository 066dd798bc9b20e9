import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { openApprovalsQuery, type ListedApproval } from '../api/approvals.js';

const tones: Partial<Record<ListedApproval['state'], BadgeTone>> = {
  waiting: 'waiting',
  returned: 'danger',
};

/** The drafts that wait for a superior, and those that went back. */
export function ApprovalsPage() {
  const { t } = useTranslation('approvals');
  const open = useQuery(openApprovalsQuery);
  const columns: Column<ListedApproval>[] = [
    {
      key: 'number',
      label: t('list.number'),
      names: true,
      cell: ({ referralId, number, urgency, urgencyName }) => (
        <span className="flex flex-wrap items-center gap-2">
          <TextLink to={`/referrals/${referralId}`} className="whitespace-nowrap font-bold">
            {number}
          </TextLink>
          {urgency !== 'normal' && <StatusBadge tone="danger">{urgencyName}</StatusBadge>}
        </span>
      ),
    },
    { key: 'person', label: t('list.person'), cell: ({ personName }) => personName },
    { key: 'type', label: t('list.type'), cell: ({ typeName }) => typeName },
    { key: 'recipients', label: t('list.recipients'), cell: ({ recipients }) => recipients.join('、') },
    {
      key: 'asked',
      label: t('list.asked'),
      cell: ({ askedBy, askedAt }) => (
        <>
          {askedBy}　<span className="whitespace-nowrap">{asMoment(askedAt)}</span>
        </>
      ),
    },
    {
      key: 'state',
      label: t('list.state'),
      cell: ({ state, stateName, mayDecide }) => (
        <span className="flex flex-wrap items-center gap-2">
          <StatusBadge tone={tones[state] ?? 'ended'}>{stateName}</StatusBadge>
          {mayDecide && t('list.yours')}
        </span>
      ),
    },
  ];
  return (
    <Page
      title={t('list.title')}
      lead={t('list.lead')}
      actions={
        <ButtonLink look="secondary" to="/approval-setting">
          {t('list.setting')}
        </ButtonLink>
      }
    >
      <Loaded query={open}>
        {(drafts) =>
          drafts.length === 0 ? (
            <EmptyState title={t('list.none')} />
          ) : (
            <div className="grid gap-2">
              <p>{t('list.found', { total: drafts.length })}</p>
              <DataTable caption={t('list.title')} columns={columns} rows={drafts} rowKey={({ id }) => id} />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
