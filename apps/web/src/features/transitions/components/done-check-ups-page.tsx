import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { Select } from '../../../components/select.js';
import { inEra } from '../../../lib/japanese-date.js';
import { doneCheckUpsQuery, type CheckUp, type CheckUpFinding } from '../api/check-ups.js';
import { situations } from '../check-up-names.js';
import { CheckUpScopes } from './check-up-scopes.js';
import { TransitionLinks } from './transition-links.js';
import { WhoseCheckUp } from './whose-check-up.js';

const codes = Object.keys(situations) as CheckUpFinding['situation'][];

/** What was found when people were asked how they are, of the own people and of those handed over. */
export function DoneCheckUpsPage() {
  const { t } = useTranslation('transitions');
  const [params, setParams] = useSearchParams();
  const whose = (['own', 'handed'] as const).find((one) => one === params.get('whose'));
  const situation = codes.find((one) => one === params.get('situation'));
  const done = useQuery(doneCheckUpsQuery({ whose, situation, page: Number(params.get('page')) || 1 }));
  const narrow = (next: { whose?: string; situation?: string }) =>
    setParams(
      Object.entries({ whose: whose ?? '', situation: situation ?? '', ...next }).filter(
        ([, value]) => value,
      ),
    );
  return (
    <Page title={t('checks.title')} lead={t('checks.doneLead')}>
      <TransitionLinks />
      <CheckUpScopes chosen="done" />
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
        <div className="w-60 max-w-full">
          <Select
            id="whose"
            label={t('checks.whose')}
            value={whose ?? ''}
            blank={t('checks.everybody')}
            choices={(['own', 'handed'] as const).map((value) => ({ value, label: t(`checks.${value}`) }))}
            onChange={(event) => narrow({ whose: event.target.value })}
          />
        </div>
        <div className="w-60 max-w-full">
          <Select
            id="situation"
            label={t('checks.situation')}
            value={situation ?? ''}
            blank={t('checks.anySituation')}
            choices={codes.map((value) => ({ value, label: situations[value] }))}
            onChange={(event) => narrow({ situation: event.target.value })}
          />
        </div>
      </div>
      <Loaded query={done}>
        {(found) => (
          <PagedTable
            page={found}
            caption={t('checks.doneTitle')}
            columns={columnsOf(t)}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('checks.doneNone')} />}
          />
        )}
      </Loaded>
    </Page>
  );
}

function columnsOf(t: ReturnType<typeof useTranslation<'transitions'>>['t']): Column<CheckUp>[] {
  return [
    { key: 'who', label: t('person'), names: true, cell: (check) => <WhoseCheckUp check={check} /> },
    {
      key: 'on',
      label: t('checks.doneOn'),
      cell: ({ doneOn, doneBy, kindName }) => (
        <>
          {doneOn && inEra(doneOn)}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {kindName}　{doneBy}
          </span>
        </>
      ),
    },
    { key: 'situation', label: t('checks.situation'), cell: ({ situationName }) => situationName },
    { key: 'reached', label: t('checks.reached'), cell: ({ reachedName }) => reachedName },
    {
      key: 'note',
      label: t('checks.noteShort'),
      cell: ({ note }) => note && <p className="wrap-anywhere whitespace-pre-line">{note}</p>,
    },
  ];
}
