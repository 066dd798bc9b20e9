import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Icon } from '../../../components/icon.js';
import { Loaded } from '../../../components/loaded.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { disclosuresQuery, type Disclosure } from '../api/list-disclosures.js';
import { usePerson } from './person-page.js';

/** Who was told what, and when. */
export function DisclosuresTab() {
  const person = usePerson();
  const told = useQuery(disclosuresQuery(person.id));
  return <Loaded query={told}>{(rows) => <Disclosures rows={rows} />}</Loaded>;
}

function Disclosures({ rows }: { rows: Disclosure[] }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  if (rows.length === 0)
    return <EmptyState title={t('disclosure.noneTitle')}>{t('disclosure.none')}</EmptyState>;
  const columns: Column<Disclosure>[] = [
    {
      key: 'at',
      label: t('disclosure.at'),
      names: true,
      cell: ({ at }) => <time dateTime={at}>{asMoment(at)}</time>,
    },
    {
      key: 'parties',
      label: t('disclosure.parties'),
      cell: ({ fromAgency, toAgency, byName }) => (
        <>
          {fromAgency}（{byName}）
          <span className="block font-bold">{t('disclosure.to', { to: toAgency })}</span>
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
      className: 'whitespace-nowrap',
      cell: ({ purpose, methodName }) => (
        <>
          {tTerms(`purpose.${purpose}`)}
          <span className="block text-dns-14N-130 text-solid-gray-700">{methodName}</span>
        </>
      ),
    },
    {
      key: 'referral',
      className: 'whitespace-nowrap',
      label: t('disclosure.referral'),
      cell: ({ referralId, referralNumber }) =>
        referralId && <TextLink to={`/referrals/${referralId}`}>{referralNumber}</TextLink>,
    },
  ];
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-solid-gray-700">{t('disclosure.lead')}</p>
        <Button look="quiet" onClick={() => window.print()}>
          <Icon name="print" />
          {t('disclosure.print')}
        </Button>
      </div>
      <DataTable caption={t('disclosure.title')} columns={columns} rows={rows} rowKey={(row) => row.id} />
    </div>
  );
}
