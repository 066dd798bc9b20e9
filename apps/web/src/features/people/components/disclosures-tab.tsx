import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DownloadLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { historyPaper, historyQuery, type ProvisionHistory } from '../api/get-history.js';
import { usePerson } from './person-page.js';

type Provision = ProvisionHistory['provisions'][number];
type Look = ProvisionHistory['looks'][number];

/** Who was told what, on what it rested, who looked, and who was refused. */
export function DisclosuresTab() {
  const person = usePerson();
  const history = useQuery(historyQuery(person.id));
  return <Loaded query={history}>{(found) => <History history={found} />}</Loaded>;
}

function History({ history }: { history: ProvisionHistory }) {
  const { t } = useTranslation('people');
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-solid-gray-700">{t('disclosure.lead')}</p>
        <DownloadLink look="secondary" href={historyPaper(history.personId)}>
          {t('disclosure.paper')}
        </DownloadLink>
      </div>
      {history.provisions.length === 0 ? (
        <EmptyState title={t('disclosure.noneTitle')}>{t('disclosure.none')}</EmptyState>
      ) : (
        <Provisions rows={history.provisions} />
      )}
      {history.provisionsCut && <p>{t('disclosure.provisionsCut', { count: history.provisions.length })}</p>}
      <Card title={t('disclosure.looks')}>
        {history.looks.length === 0 ? (
          <p>{t('disclosure.looksNone')}</p>
        ) : (
          <Looks caption={t('disclosure.looks')} rows={history.looks} />
        )}
        {history.looksCut && (
          <p className="mt-3">
            {t('disclosure.looksCut', { count: history.looks.length + history.refused.length })}
          </p>
        )}
      </Card>
      <Card title={t('disclosure.refused')}>
        <p className="mb-3 text-solid-gray-700">
          {t(history.refused.length === 0 ? 'disclosure.refusedNone' : 'disclosure.refusedLead')}
        </p>
        {history.refused.length > 0 && <Looks caption={t('disclosure.refused')} rows={history.refused} />}
      </Card>
    </div>
  );
}

function Provisions({ rows }: { rows: Provision[] }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const columns: Column<Provision>[] = [
    {
      key: 'at',
      label: t('disclosure.at'),
      names: true,
      cell: ({ at }) => <time dateTime={at}>{asMoment(at)}</time>,
    },
    {
      key: 'parties',
      label: t('disclosure.parties'),
      cell: ({ fromName, toName, byName }) => (
        <>
          {fromName}（{byName}）<span className="block font-bold">{t('disclosure.to', { to: toName })}</span>
        </>
      ),
    },
    {
      key: 'categories',
      label: t('disclosure.categories'),
      cell: ({ categories }) => categories.map((category) => tTerms(`category.${category}`)).join('、'),
    },
    {
      key: 'method',
      label: t('disclosure.method'),
      cell: ({ purpose, methodName, mediumName }) => (
        <>
          {tTerms(`purpose.${purpose}`)}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {methodName}・{mediumName}
          </span>
        </>
      ),
    },
    {
      key: 'basis',
      label: t('disclosure.basis'),
      cell: ({ basisText, withoutConsent, consentWithdrawn, misdirected }) => (
        <>
          {basisText}
          <span className="mt-1 flex flex-wrap gap-1">
            {withoutConsent && <StatusBadge tone="danger">{t('disclosure.withoutConsent')}</StatusBadge>}
            {consentWithdrawn && <StatusBadge tone="ended">{t('disclosure.withdrawn')}</StatusBadge>}
            {misdirected && <StatusBadge tone="danger">{t('disclosure.misdirected')}</StatusBadge>}
          </span>
        </>
      ),
    },
    {
      key: 'referral',
      className: 'whitespace-nowrap',
      label: t('disclosure.referral'),
      cell: ({ referralId, referralNumber }) =>
        referralId && referralNumber && <TextLink to={`/referrals/${referralId}`}>{referralNumber}</TextLink>,
    },
  ];
  return <DataTable caption={t('disclosure.title')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

function Looks({ caption, rows }: { caption: string; rows: Look[] }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const columns: Column<Look>[] = [
    {
      key: 'at',
      label: t('disclosure.at'),
      names: true,
      cell: ({ at }) => <time dateTime={at}>{asMoment(at)}</time>,
    },
    {
      key: 'who',
      label: t('disclosure.who'),
      cell: ({ agencyName, byName }) => `${agencyName ?? ''}　${byName}`,
    },
    {
      key: 'did',
      label: t('disclosure.did'),
      cell: ({ actionName, categories, referralNumber }) => (
        <>
          {actionName}
          {referralNumber && `（${referralNumber}）`}
          {categories.length > 0 && (
            <span className="block text-dns-14N-130 text-solid-gray-700">
              {categories.map((code) => tTerms(`category.${code}`)).join('、')}
            </span>
          )}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.at}${row.byName}${row.action}`}
    />
  );
}
