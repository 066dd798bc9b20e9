import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Pager } from '../../../components/pager.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import { ledgerQuery, type LedgerPart, type LedgerRow } from '../api/ledger.js';
import { LedgerOrderDialog } from './ledger-order-dialog.js';
import { RepresentativeCard } from './representative-card.js';

/** The ledger of the own agency: what it told, and what it was told. */
export function LedgerPage() {
  const { t } = useTranslation('followUpPages');
  const [search] = useSearchParams();
  const [ordering, setOrdering] = useState(false);
  const part = partIn(search);
  const ledger = useQuery(ledgerQuery(part));
  return (
    <Page
      title={t('ledger.title')}
      lead={t('ledger.lead')}
      trail={[{ to: '/follow-ups', label: t('title') }]}
      actions={
        <Button look="secondary" onClick={() => setOrdering(true)}>
          {t('ledger.take')}
        </Button>
      }
    >
      <Filters part={part} />
      <Loaded query={ledger}>
        {(found) => (
          <div className="grid gap-4">
            {found.items.length === 0 ? <p>{t('ledger.none')}</p> : <Rows rows={found.items} />}
            <Pager page={found.page} perPage={found.perPage} total={found.total} />
          </div>
        )}
      </Loaded>
      <RepresentativeCard />
      {ordering && <LedgerOrderDialog part={part} onClose={() => setOrdering(false)} />}
    </Page>
  );
}

function partIn(search: URLSearchParams): LedgerPart {
  const [from, until] = [search.get('from'), search.get('until')];
  return {
    side: search.get('side') === 'recipient' ? 'recipient' : 'provider',
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
    page: Number(search.get('page') ?? '1') || 1,
  };
}

function Filters({ part }: { part: LedgerPart }) {
  const { t } = useTranslation('followUpPages');
  const [, setSearch] = useSearchParams();
  const change = (name: 'from' | 'until', value: string) =>
    setSearch((old) => {
      const next = new URLSearchParams(old);
      next.delete('page');
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  const keep = (['from', 'until'] as const).flatMap((name) => (part[name] ? [`&${name}=${part[name]}`] : []));
  return (
    <div className="grid gap-4">
      <ChoiceLinks
        label={t('ledger.side')}
        choices={(['provider', 'recipient'] as const).map((side) => ({
          to: `/ledger?side=${side}${keep.join('')}`,
          label: t(`ledger.sides.${side}`),
          chosen: part.side === side,
        }))}
      />
      <div className="grid max-w-2xl gap-5 @xl:grid-cols-2">
        {(['from', 'until'] as const).map((name) => (
          <TextField
            key={name}
            name={name}
            type="date"
            label={t(`ledger.${name}`)}
            value={part[name] ?? ''}
            onChange={(event) => change(name, event.target.value)}
          />
        ))}
      </div>
    </div>
  );
}

function Rows({ rows }: { rows: LedgerRow[] }) {
  const { t } = useTranslation('followUpPages');
  const { t: tTerms } = useTranslation('terms');
  const agency = (facts: LedgerRow['provider']) => (
    <>
      {facts.name}
      {[facts.address, facts.representative && t('ledger.representative', { name: facts.representative })]
        .filter(Boolean)
        .map((line) => (
          <span key={line} className="block text-dns-14N-130 text-solid-gray-700">
            {line}
          </span>
        ))}
    </>
  );
  const columns: Column<LedgerRow>[] = [
    {
      key: 'at',
      label: t('ledger.at'),
      names: true,
      cell: ({ at }) => <time dateTime={at}>{asMoment(at)}</time>,
    },
    { key: 'provider', label: t('ledger.provider'), cell: ({ provider }) => agency(provider) },
    { key: 'recipient', label: t('ledger.recipient'), cell: ({ recipient }) => agency(recipient) },
    {
      key: 'person',
      label: t('ledger.person'),
      className: 'whitespace-nowrap',
      cell: ({ personId, personName, referralNumber, referralId }) => (
        <>
          {personName && personId ? (
            <TextLink to={`/people/${personId}/disclosures`}>{personName}</TextLink>
          ) : (
            (personName ?? t('ledger.unnamed', { number: referralNumber }))
          )}
          {referralId && referralNumber && (
            <TextLink to={`/referrals/${referralId}`} className="block text-dns-14N-130">
              {referralNumber}
            </TextLink>
          )}
        </>
      ),
    },
    {
      key: 'what',
      label: t('ledger.what'),
      cell: ({ categories, purpose }) => (
        <>
          {categories.map((code) => tTerms(`category.${code}`)).join('、')}
          <span className="block text-dns-14N-130 text-solid-gray-700">{tTerms(`purpose.${purpose}`)}</span>
        </>
      ),
    },
    {
      key: 'basis',
      label: t('ledger.basis'),
      cell: ({ basisText, withoutConsent }) =>
        withoutConsent ? <StatusBadge tone="danger">{basisText}</StatusBadge> : basisText,
    },
    {
      key: 'how',
      label: t('ledger.how'),
      cell: ({ methodName, mediumName, obtainedName, retainUntil, erasureText }) => (
        <>
          {methodName}・{mediumName}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {t('ledger.obtained', { how: obtainedName })}
          </span>
          {erasureText && <span className="block">{erasureText}</span>}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {t('ledger.keep')} {inEra(retainUntil)}
          </span>
        </>
      ),
    },
  ];
  return <DataTable caption={t('ledger.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
