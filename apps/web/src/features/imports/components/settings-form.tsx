import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { useFaults } from '../../../components/use-faults.js';
import type { FoundList, ImportJob } from '../api/get-import.js';
import type { ImportChoices } from '../api/import-choices.js';
import type { SettingsRequest } from '../api/order-import.js';
import { claimedTwice, draftOf, type ImportDraft, requestOf } from '../import-draft.js';
import { AreaFields } from './area-fields.js';
import { ListFactFields } from './list-fact-fields.js';
import { MappingTable } from './mapping-table.js';
import { SourceFields } from './source-fields.js';

type SettingsFormProps = {
  job: ImportJob;
  found: FoundList;
  choices: ImportChoices;
  busy: boolean;
  onSettle: (settings: SettingsRequest, onFailure: (failure: unknown) => void) => void;
};

/** What the list is and what its columns are; sends it off to be checked. */
export function SettingsForm({ job, found, choices, busy, onSettle }: SettingsFormProps) {
  const { t } = useTranslation('imports');
  const faults = useFaults();
  const [draft, setDraft] = useState(() => draftOf(job));
  const change = (part: Partial<ImportDraft>) => setDraft((last) => ({ ...last, ...part }));
  const layout = (job.settings ?? found.suggested).layout;
  const fixed = choices.layouts.find(({ code }) => code === layout)?.source ?? null;
  const twice = claimedTwice(draft);
  const taken = Object.values(draft.fields).filter((field) => field !== '').length;

  function submit(event: FormEvent): void {
    event.preventDefault();
    const nameOf = (code: string) => choices.fields.find((field) => field.code === code)?.name;
    const wrong = [
      ...(fixed || draft.source || draft.sourceName.trim()
        ? []
        : [{ field: 'sourceName', detail: t('settings.needSourceName') }]),
      ...(Object.values(draft.fields).includes('name')
        ? []
        : [{ field: 'columns', detail: t('settings.needName') }]),
      ...(draft.onlyAreas && draft.areas.length === 0 ? [{ field: 'areas', detail: t('areas.need') }] : []),
      ...twice.map((code) => ({ field: 'columns', detail: t('settings.twice', { name: nameOf(code) }) })),
    ];
    if (faults.refuse(wrong)) return;
    onSettle(requestOf({ ...draft, source: fixed ?? draft.source }, layout), faults.takeFailure);
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-6">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <Card title={t('settings.title')}>
        <div className="grid gap-5">
          <LayoutNotice found={found} choices={choices} busy={busy} />
          <SourceFields
            draft={draft}
            sources={choices.sources}
            fixed={fixed}
            error={faults.of('sourceName') ?? faults.of('source')}
            onChange={change}
          />
          <AreaFields draft={draft} regions={found.areas} error={faults.of('areas')} onChange={change} />
          <FoundTypes types={found.types} />
          <ListFactFields draft={draft} choices={choices} onChange={change} />
        </div>
      </Card>
      <Card title={t('settings.columns')}>
        <div id="columns" tabIndex={-1}>
          <p className="pb-3 text-solid-gray-700">
            {t('settings.taken', { count: taken, total: found.columns.length })}
          </p>
          <MappingTable
            columns={found.columns}
            choices={choices.fields}
            fields={draft.fields}
            twice={twice}
            onChange={(column, field) => change({ fields: { ...draft.fields, [column]: field } })}
          />
        </div>
      </Card>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" busy={busy}>
          {t('settings.check')}
        </Button>
        <span className="text-solid-gray-700">{t('settings.checkSupport')}</span>
      </div>
    </form>
  );
}

const typesShown = 6;

/** What the list is a list of, so that nobody has to open it to know. */
function FoundTypes({ types }: Pick<FoundList, 'types'>) {
  const { t } = useTranslation('imports');
  if (types.length === 0) return null;
  const rest = types.length - typesShown;
  const words = types
    .slice(0, typesShown)
    .map(({ name, rows }) => t('settings.holdsOne', { name, count: rows }));
  return (
    <p>
      <b>{t('settings.holds')}: </b>
      {[...words, ...(rest > 0 ? [t('settings.holdsMore', { count: rest })] : [])].join('、')}
    </p>
  );
}

type LayoutNoticeProps = { found: FoundList; choices: ImportChoices; busy: boolean };

function LayoutNotice({ found, choices, busy }: LayoutNoticeProps) {
  const { t } = useTranslation('imports');
  const source = choices.sources.find(({ code }) => code === found.source);
  if (found.reordered)
    return (
      <Notice
        tone="info"
        title={t('settings.reordered')}
        actions={
          <Button type="submit" busy={busy}>
            {t('settings.check')}
          </Button>
        }
      >
        {t('settings.reorderedText', { name: source?.name ?? found.source })}
      </Notice>
    );
  const layout = choices.layouts.find(({ code }) => code === found.suggested.layout);
  if (found.source && !layout) return <Notice tone="success">{t('settings.remembered')}</Notice>;
  return layout ? (
    <Notice tone="success">
      {t(found.headerRow === 0 ? 'settings.layoutFoundBare' : 'settings.layoutFound', { name: layout.name })}
      {found.source && !layout.source ? t('settings.remembered') : ''}
    </Notice>
  ) : (
    <Notice tone="info">{t('settings.layoutUnknown')}</Notice>
  );
}
