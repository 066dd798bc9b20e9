import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { type Column, DataTable } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { useSay } from '../../../components/toast.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { forgetSource, importChoicesQuery, type ImportSource } from '../api/import-choices.js';

/** Where lists come from, with how each is read. */
export function SourcesCard() {
  const { t } = useTranslation('imports');
  const choices = useQuery(importChoicesQuery);
  const client = useQueryClient();
  const say = useSay();
  const forgetting = useMutation({
    mutationFn: ({ code }: ImportSource) => forgetSource(code),
    onSuccess: async (_, { name }) => {
      say(t('sources.forgot', { name }));
      await client.invalidateQueries({ queryKey: importChoicesQuery.queryKey });
    },
  });
  const columns: Column<ImportSource>[] = [
    { key: 'name', label: t('sources.name'), names: true, cell: ({ name }) => <b>{name}</b> },
    {
      key: 'layout',
      label: t('sources.layout'),
      cell: ({ layoutName, columns: count }) =>
        layoutName ?? (count > 0 ? t('sources.byColumns', { count }) : null),
    },
    {
      key: 'last',
      label: t('sources.last'),
      cell: ({ lastImport, rows }) =>
        lastImport ? t('sources.lastAt', { at: asMoment(lastImport), count: rows }) : t('sources.never'),
    },
    {
      key: 'forget',
      label: t('sources.action'),
      cell: (source) =>
        source.columns > 0 && (
          <Button look="quiet" onClick={() => forgetting.mutate(source)}>
            {t('sources.forget')}
            <span className="sr-only">: {source.name}</span>
          </Button>
        ),
    },
  ];
  return (
    <Card title={t('sources.title')}>
      <p className="pb-3 text-solid-gray-700">{t('sources.lead')}</p>
      <Loaded query={choices}>
        {({ sources }) =>
          sources.length === 0 ? (
            <p>{t('sources.none')}</p>
          ) : (
            <DataTable
              caption={t('sources.title')}
              columns={columns}
              rows={sources}
              rowKey={({ code }) => code}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
