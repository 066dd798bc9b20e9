import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { type Column, DataTable } from '../../../components/data-table.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import type { TermUse } from '../api/get-taxonomies.js';
import { addAgencyType, addServiceKind } from '../api/keep-taxonomies.js';
import { PlaceDialog, RemovalDialog, RenameDialog } from './term-dialogs.js';

const termActs = ['rename', 'place', 'remove'] as const;
type TermAct = (typeof termActs)[number];

type TermsCardProps = { list: 'types' | 'kinds'; terms: readonly TermUse[]; types: readonly TermUse[] };

/** One of the lists that a network extends: its own terms, all others on demand, and a box for a new one. */
export function TermsCard({ list, terms, types }: TermsCardProps) {
  const { t } = useTranslation('records');
  const [asked, setAsked] = useState<{ act: TermAct; term: TermUse }>();
  const close = () => setAsked(undefined);
  const own = terms.filter(({ addedByNetwork }) => addedByNetwork);
  const columns: Column<TermUse>[] = [
    { key: 'name', label: t('settings.column.name'), names: true, cell: ({ name }) => name },
    ...(list === 'kinds'
      ? [
          {
            key: 'type',
            label: t('settings.column.type'),
            cell: ({ agencyType }: TermUse) => types.find(({ code }) => code === agencyType)?.name,
          },
        ]
      : []),
    {
      key: 'used',
      label: t('settings.column.used'),
      cell: ({ used }) => t('settings.used', { count: used }),
    },
  ];
  const withActs: Column<TermUse>[] = [
    ...columns,
    {
      key: 'acts',
      label: t('settings.column.acts'),
      cell: (term) => (
        <div className="flex flex-wrap gap-x-2">
          {termActs.map((act) => (
            <Button key={act} look="quiet" onClick={() => setAsked({ act, term })}>
              {t(`settings.${act}`)}
              <span className="sr-only">（{term.name}）</span>
            </Button>
          ))}
        </div>
      ),
    },
  ];
  return (
    <Card title={t(`settings.${list}`)}>
      <div className="grid gap-5">
        {own.length === 0 ? (
          <p>{t('settings.none')}</p>
        ) : (
          <DataTable caption={t('settings.own')} columns={withActs} rows={own} rowKey={({ code }) => code} />
        )}
        <NewTerm list={list} types={types} />
        <details>
          <summary className="min-h-6 w-fit cursor-pointer underline">
            {t('settings.all', { count: terms.length - own.length })}
          </summary>
          <DataTable
            caption={t(`settings.${list}`)}
            columns={columns}
            rows={terms.filter(({ addedByNetwork }) => !addedByNetwork)}
            rowKey={({ code }) => code}
          />
        </details>
      </div>
      {asked?.act === 'rename' && <RenameDialog list={list} term={asked.term} onClose={close} />}
      {asked?.act === 'place' && <PlaceDialog list={list} term={asked.term} terms={terms} onClose={close} />}
      {asked?.act === 'remove' && <RemovalDialog list={list} term={asked.term} onClose={close} />}
    </Card>
  );
}

function NewTerm({ list, types }: Pick<TermsCardProps, 'list' | 'types'>) {
  const { t } = useTranslation('records');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const [name, setName] = useState('');
  const [agencyType, setType] = useState('');
  const adding = useMutation({
    mutationFn: (input: { name: string; agencyType: string; key: string }) =>
      list === 'types' ? addAgencyType(input) : addServiceKind(input),
    onSuccess: () => {
      say(t('settings.added', { name }));
      setName('');
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const key = keyFor({ name, agencyType });
    const found = [
      ...(name.trim() === '' ? [{ field: `${list}-name`, detail: t('form.required') }] : []),
      ...(list === 'kinds' && agencyType === ''
        ? [{ field: `${list}-type`, detail: t('field.unchosen') }]
        : []),
    ];
    if (!faults.refuse(found)) adding.mutate({ name: name.trim(), agencyType, key });
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-3">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-60 flex-1">
          <TextField
            id={`${list}-name`}
            label={t('settings.name')}
            maxLength={60}
            value={name}
            error={faults.of(`${list}-name`)}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        {list === 'kinds' && (
          <div className="min-w-60 flex-1">
            <Select
              id={`${list}-type`}
              label={t('settings.usualType')}
              blank={t('field.unchosen')}
              value={agencyType}
              choices={types.map(({ code, name: label }) => ({ value: code, label }))}
              error={faults.of(`${list}-type`)}
              onChange={(event) => setType(event.target.value)}
            />
          </div>
        )}
        <Button type="submit" look="secondary" busy={adding.isPending}>
          {t('settings.add')}
          <span className="sr-only">（{t(`settings.${list}`)}）</span>
        </Button>
      </div>
    </form>
  );
}
