import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ButtonLink } from '../../../components/button.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { RenewButton } from './renew-button.js';
import {
  consentDutiesQuery,
  dutyKinds,
  type ConsentDuties,
  type ConsentDuty,
} from '../api/consent-duties.js';

/** What there is to do about consents, the most urgent first. */
export function ConsentDutiesPage() {
  const { t } = useTranslation('consents');
  const [params] = useSearchParams();
  const duties = useQuery(consentDutiesQuery);
  return (
    <Page
      title={t('duty.title')}
      lead={t('duty.lead')}
      actions={
        <ButtonLink look="secondary" to="/consents/notices">
          {t('notice.title')}
        </ButtonLink>
      }
    >
      <Loaded query={duties}>{(found) => <Duties duties={found} kind={params.get('kind') ?? ''} />}</Loaded>
    </Page>
  );
}

function Duties({ duties, kind }: { duties: ConsentDuties; kind: string }) {
  const { t } = useTranslation('consents');
  const shown = duties.items.filter((duty) => kind === '' || duty.kind === kind);
  const total = dutyKinds.reduce((sum, one) => sum + duties.counts[one], 0);
  return (
    <>
      <ChoiceLinks
        label={t('duty.kinds')}
        choices={[
          { to: '?', label: t('duty.all', { count: total }), chosen: kind === '' },
          ...dutyKinds.map((one) => ({
            to: `?kind=${one}`,
            label: t(`duty.kind.${one}`, { count: duties.counts[one] }),
            chosen: kind === one,
          })),
        ]}
      />
      {shown.length === 0 ? (
        <EmptyState title={t('duty.noneTitle')}>{t('duty.none')}</EmptyState>
      ) : (
        <DutyTable duties={shown} />
      )}
    </>
  );
}

function DutyTable({ duties }: { duties: readonly ConsentDuty[] }) {
  const { t } = useTranslation('consents');
  const columns: Column<ConsentDuty>[] = [
    {
      key: 'person',
      label: t('duty.person'),
      names: true,
      cell: ({ personId, personName }) => (
        <TextLink to={`/people/${personId}/consents`}>{personName}</TextLink>
      ),
    },
    { key: 'number', label: t('duty.number'), cell: ({ number }) => number },
    {
      key: 'what',
      label: t('duty.what'),
      cell: ({ kind, because }) => (
        <>
          {t(`duty.what_${kind}`)}
          {because && (
            <span className="block text-dns-14N-130 text-solid-gray-700">{t(`duty.because.${because}`)}</span>
          )}
        </>
      ),
    },
    {
      key: 'due',
      label: t('duty.due'),
      cell: ({ dueOn, days }) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {inEra(dueOn)}
          <StatusBadge tone={days < 0 ? 'danger' : days <= 7 ? 'waiting' : 'plain'}>
            {days < 0
              ? t('duty.late', { days: -days })
              : days === 0
                ? t('duty.today')
                : t('duty.left', { days })}
          </StatusBadge>
        </span>
      ),
    },
    {
      key: 'next',
      label: t('duty.next'),
      cell: ({ kind, personId, askingId, consentId }) => (
        <span className="flex flex-wrap items-center gap-3">
          {consentId && !askingId && (kind === 'renew' || kind === 'ask_again') && (
            <RenewButton consentId={consentId} />
          )}
          <TextLink
            to={
              askingId
                ? `/people/${personId}/askings/${askingId}`
                : `/people/${personId}/consents#consent-${consentId}`
            }
          >
            {t(askingId ? 'duty.openAsking' : 'duty.openConsent')}
          </TextLink>
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('duty.title')}
      columns={columns}
      rows={duties}
      rowKey={({ kind, consentId, askingId }) => `${kind} ${consentId} ${askingId}`}
    />
  );
}
