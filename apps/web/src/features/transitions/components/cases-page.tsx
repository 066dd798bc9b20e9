import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ChoiceLinks } from '../../../components/choice-links.js';
import type { Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { Select } from '../../../components/select.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { transitionCasesQuery, type TransitionRow } from '../api/transition-cases.js';
import { transitionKinds } from '../transition-kinds.js';
import { TransitionLinks } from './transition-links.js';

/** Everybody who goes from one place of support to the next, the nearest end first. */
export function CasesPage() {
  const { t } = useTranslation('transitionCases');
  const [params, setParams] = useSearchParams();
  const state = params.get('state') === 'closed' ? 'closed' : 'open';
  const kind = transitionKinds.find((one) => one === params.get('kind'));
  const page = Number(params.get('page')) || 1;
  const cases = useQuery(transitionCasesQuery({ state, kind, page }));
  const addressOf = (next: { state?: string; kind?: string }) =>
    new URLSearchParams(Object.entries({ state, kind: kind ?? '', ...next }).filter(([, value]) => value));
  return (
    <Page title={t('title')} lead={t('lead')}>
      <TransitionLinks />
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
        <ChoiceLinks
          label={t('state')}
          choices={(['open', 'closed'] as const).map((value) => ({
            to: `?${addressOf({ state: value })}`,
            label: t(`states.${value}`),
            chosen: value === state,
          }))}
        />
        <div className="w-60 max-w-full">
          <Select
            id="kind"
            label={t('kind')}
            value={kind ?? ''}
            blank={t('allKinds')}
            choices={transitionKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={(event) => setParams(addressOf({ kind: event.target.value }))}
          />
        </div>
      </div>
      <Loaded query={cases}>
        {(found) => (
          <PagedTable
            page={found}
            caption={t('title')}
            columns={state === 'open' ? openColumns(t) : closedColumns(t)}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t(`none.${state}`)}>{t('noneMore')}</EmptyState>}
          />
        )}
      </Loaded>
    </Page>
  );
}

type Words = ReturnType<typeof useTranslation<'transitionCases'>>['t'];

function whoColumns(t: Words): Column<TransitionRow>[] {
  return [
    {
      key: 'who',
      label: t('person'),
      names: true,
      cell: ({ id, personName }) => (
        <TextLink to={`/transition-cases/${id}`}>{t('ofPerson', { name: personName })}</TextLink>
      ),
    },
    { key: 'kind', label: t('kind'), cell: ({ kindName }) => kindName },
  ];
}

function openColumns(t: Words): Column<TransitionRow>[] {
  return [
    ...whoColumns(t),
    {
      key: 'planned',
      label: t('planned'),
      cell: ({ startsOn, endsOn, daysLeft }) => (
        <div className="grid justify-items-start gap-1">
          <span>{t('days', { from: inEra(startsOn), until: inEra(endsOn) })}</span>
          {daysLeft <= 92 && (
            <StatusBadge tone={daysLeft < 0 ? 'danger' : 'waiting'}>
              {daysLeft < 0 ? t('late', { days: -daysLeft }) : t('soon', { days: daysLeft })}
            </StatusBadge>
          )}
        </div>
      ),
    },
    {
      key: 'referrals',
      label: t('referrals'),
      cell: ({ referrals, openReferrals }) => (
        <div className="grid justify-items-start gap-1">
          <span>{countedText(t, referrals, openReferrals)}</span>
          {referrals > 0 && openReferrals === 0 && <StatusBadge tone="good">{t('ready')}</StatusBadge>}
        </div>
      ),
    },
    { key: 'charge', label: t('inCharge'), cell: ({ inCharge }) => inCharge ?? t('nobody') },
  ];
}

function closedColumns(t: Words): Column<TransitionRow>[] {
  return [
    ...whoColumns(t),
    { key: 'closed', label: t('closedOn'), cell: ({ closedAt }) => closedAt && inEra(closedAt) },
    {
      key: 'referrals',
      label: t('referrals'),
      cell: ({ referrals, openReferrals }) => countedText(t, referrals, openReferrals),
    },
  ];
}

function countedText(t: Words, count: number, open: number): string {
  return count === 0 ? t('nothingYet') : t('counted', { count, open });
}
