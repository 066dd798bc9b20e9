import { useTranslation } from 'react-i18next';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import type { ImportSource } from '../api/import-choices.js';
import type { ImportDraft } from '../import-draft.js';

type SourceFieldsProps = {
  draft: ImportDraft;
  sources: readonly ImportSource[];
  /** The source of a layout that has only one. */
  fixed: string | null;
  error: string | undefined;
  onChange: (part: Partial<ImportDraft>) => void;
};

/** Where the list comes from: a source that is known, or a new one. */
export function SourceFields({ draft, sources, fixed, error, onChange }: SourceFieldsProps) {
  const { t } = useTranslation('imports');
  if (fixed !== null) {
    const name = sources.find(({ code }) => code === fixed)?.name ?? fixed;
    return (
      <p>
        <b>{t('settings.source')}: </b>
        {t('settings.fixedSource', { name })}
      </p>
    );
  }
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        name="source"
        label={t('settings.source')}
        support={t('settings.sourceSupport')}
        blank={t('settings.newSource')}
        choices={sources.map(({ code, name }) => ({ value: code, label: name }))}
        value={draft.source}
        onChange={(event) => onChange({ source: event.target.value })}
      />
      {draft.source === '' && (
        <TextField
          name="sourceName"
          required
          label={t('settings.sourceName')}
          support={t('settings.sourceNameSupport')}
          error={error}
          value={draft.sourceName}
          onChange={(event) => onChange({ sourceName: event.target.value })}
        />
      )}
    </div>
  );
}
