import { useTranslation } from 'react-i18next';
import { classes } from '../../../lib/classes.js';
import type { FormField, Named } from '../api/get-entry-form.js';

type EntryVisibilityProps = {
  field: FormField;
  label: string;
  visibilities: readonly Named[];
  value: string | undefined;
  onChange: (value: string | null) => void;
};

/** Who may see one field; what is usual need not be chosen. */
export function EntryVisibility({ field, label, visibilities, value, onChange }: EntryVisibilityProps) {
  const { t } = useTranslation('records');
  const chosen = value ?? field.visibility;
  return (
    <label className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-solid-gray-700">
      <span>
        {label}
        <span className="sr-only">{t('field.seenByLabel')}</span>
      </span>
      <select
        id={`visibility/${field.name}`}
        value={chosen}
        onChange={(event) => onChange(event.target.value === field.visibility ? null : event.target.value)}
        className={classes(
          'min-h-11 rounded-8 border border-solid-gray-420 px-2 py-1',
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
