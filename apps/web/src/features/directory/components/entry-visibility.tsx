import { useTranslation } from 'react-i18next';
import { classes } from '../../../lib/classes.js';
import type { FormField, Named } from '../api/get-entry-form.js';

type EntryVisibilityProps = {
  field: FormField;
  visibilities: readonly Named[];
  value: string | undefined;
  onChange: (value: string | null) => void;
};

/** Who may see one field; what is usual need not be chosen. */
export function EntryVisibility({ field, visibilities, value, onChange }: EntryVisibilityProps) {
  const { t } = useTranslation('records');
  const chosen = value ?? field.visibility;
  return (
    <label className="flex flex-wrap items-center gap-x-2 text-dns-14N-130 text-solid-gray-700">
      <span>
        {t('field.seenBy')}
        <span className="sr-only">{t('field.seenByOf', { label: field.label })}</span>
      </span>
      <select
        id={`visibility/${field.name}`}
        value={chosen}
        onChange={(event) => onChange(event.target.value === field.visibility ? null : event.target.value)}
        className={classes(
          'min-h-9 rounded-8 border border-solid-gray-420 px-2 py-1',
          chosen === 'public' ? 'bg-white' : 'border-orange-800 bg-orange-50 text-orange-1000',
        )}
      >
        {visibilities.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
