import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Select } from '../../../components/select.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { daysAfter, inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import {
  checkUpsQuery,
  dropCheckUp,
  setUnheard,
  unheardPeopleQuery,
  unheardSettingQuery,
  type CheckUp,
} from '../api/check-ups.js';
import { CheckUpDialog } from './check-up-dialog.js';
import { CheckUpScopes } from './check-up-scopes.js';
import { TransitionLinks } from './transition-links.js';
import { WhoseCheckUp } from './whose-check-up.js';

const scopes = ['due', 'soon', 'all'] as const;

/** Who is to be asked how they are, and who has not been heard of. */
export function CheckUpsPage() {
  const { t } = useTranslation('transitions');
  const [params] = useSearchParams();
  const scope = scopes.find((one) => one === params.get('scope')) ?? 'soon';
  const today = todayInTokyo();
  const until = { due: today, soon: daysAfter(today, 31), all: undefined }[scope];
  const checks = useQuery(checkUpsQuery(until));
  return (
    <Page title={t('checks.title')} lead={t('checks.lead')}>
      <TransitionLinks />
      <CheckUpScopes chosen={scope} />
      <Loaded query={checks}>{(found) => <CheckUpTable checks={found} />}</Loaded>
      <Unheard />
    </Page>
  );
}

function CheckUpTable({ checks }: { checks: readonly CheckUp[] }) {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const [recording, setRecording] = useState<CheckUp>();
  const dropping = useMutation({ mutationFn: dropCheckUp, onSuccess: () => say(t('checks.dropped')) });
  if (checks.length === 0) return <EmptyState title={t('checks.none')} />;
  const columns: Column<CheckUp>[] = [
    {
      key: 'who',
      label: t('person'),
      names: true,
      cell: (check) => <WhoseCheckUp check={check} />,
    },
    { key: 'what', label: t('checks.what'), cell: ({ kindName }) => kindName },
    {
      key: 'on',
      label: t('checks.on'),
      cell: ({ dueOn, isLate }) => (
        <span>
          {inEra(dueOn)} {isLate && <StatusBadge tone="danger">{t('checks.late')}</StatusBadge>}
        </span>
      ),
    },
    { key: 'charge', label: t('inCharge'), cell: ({ inCharge }) => inCharge ?? t('nobody') },
    {
      key: 'do',
      label: t('checks.do'),
      cell: (check) => (
        <div className="flex flex-wrap gap-2">
          <Button look="secondary" onClick={() => setRecording(check)}>
            {t('checks.record')}
            <span className="sr-only">（{check.personName ?? check.referral?.number}）</span>
          </Button>
          <Button
            look="quiet"
            busy={dropping.isPending && dropping.variables.id === check.id}
            onClick={() => dropping.mutate({ id: check.id, version: check.version })}
          >
            {t('checks.drop')}
            <span className="sr-only">（{check.personName ?? check.referral?.number}）</span>
          </Button>
        </div>
      ),
    },
  ];
  return (
    <>
      {dropping.isError && <FailureNotice failure={dropping.error} />}
      <DataTable caption={t('checks.title')} columns={columns} rows={checks} rowKey={({ id }) => id} />
      {recording && <CheckUpDialog check={recording} onClose={() => setRecording(undefined)} />}
    </>
  );
}

function UnheardList({ months }: { months: number }) {
  const { t } = useTranslation('transitions');
  const people = useQuery(unheardPeopleQuery(months));
  return (
    <Loaded query={people}>
      {({ items, total }) =>
        total === 0 ? (
          <p>{t('checks.unheardNone')}</p>
        ) : (
          <DataTable
            caption={t('checks.unheardTitle')}
            columns={[
              {
                key: 'who',
                label: t('person'),
                names: true,
                cell: ({ id, name }) => <TextLink to={`/people/${id}`}>{name}</TextLink>,
              },
              {
                key: 'last',
                label: t('checks.lastContact'),
                cell: ({ lastContactOn }) => (lastContactOn ? inEra(lastContactOn) : t('checks.never')),
              },
            ]}
            rows={items}
            rowKey={({ id }) => id}
          />
        )
      }
    </Loaded>
  );
}

function Unheard() {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const setting = useQuery(unheardSettingQuery).data;
  const saving = useMutation({ mutationFn: setUnheard, onSuccess: () => say(t('checks.unheardSaved')) });
  if (!setting) return null;
  const { months, version } = setting;
  return (
    <Card title={t('checks.unheardTitle')}>
      <div className="grid gap-4">
        <p>{t('checks.unheard', { months })}</p>
        <UnheardList months={months} />
        {saving.isError && <FailureNotice failure={saving.error} />}
        <div className="max-w-72">
          <Select
            id="unheard"
            label={t('checks.unheardMonths')}
            value={String(months)}
            choices={[1, 2, 3, 6, 9, 12, 18, 24].map((value) => ({
              value: String(value),
              label: String(value),
            }))}
            onChange={(event) => saving.mutate({ months: Number(event.target.value), version })}
          />
        </div>
      </div>
    </Card>
  );
}
