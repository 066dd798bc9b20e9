import { useTranslation } from 'react-i18next';
import type { FormField, Named } from '../api/get-entry-form.js';
import { EntryVisibility } from './entry-visibility.js';
import type { EntryWriting } from './use-entry-writing.js';

// One place, told in three ways: who hides the address must not leave its point on the map.
const place = ['address', 'latitude', 'longitude'];

type SectionVisibilityProps = {
  fields: readonly FormField[];
  visibilities: readonly Named[];
  writing: EntryWriting;
};

/** Who may see the fields of one part of the form, folded away: what is usual need not be chosen. */
export function SectionVisibility({ fields, visibilities, writing }: SectionVisibilityProps) {
  const { t } = useTranslation('records');
  const { visibility } = writing.content;
  const choosable = fields.filter(({ visibilityFixed }) => !visibilityFixed);
  const isOnePlace =
    choosable.some(({ name }) => name === 'address') &&
    new Set(place.map((name) => visibility[name])).size === 1;
  const shown = isOnePlace ? choosable.filter(({ name }) => !place.slice(1).includes(name)) : choosable;
  if (shown.length === 0) return null;
  const changed = shown.filter(({ name }) => visibility[name] !== undefined).length;

  function set(name: string, value: string | null): void {
    const names = isOnePlace && name === 'address' ? place : [name];
    for (const each of names) writing.setValue(`visibility/${each}`, value);
  }

  return (
    <details className="rounded-12 border border-solid-gray-420 p-3">
      <summary className="min-h-11 cursor-pointer content-center rounded-8 font-bold">
        {t('field.seenByTitle')}
        <span className="ml-3 font-normal text-solid-gray-700">
          {changed === 0 ? t('field.seenByUsual') : t('field.seenByChanged', { count: changed })}
        </span>
      </summary>
      <div className="mt-3 grid gap-x-6 gap-y-3 @2xl:grid-cols-2">
        {shown.map((field) => (
          <EntryVisibility
            key={field.name}
            field={field}
            label={isOnePlace && field.name === 'address' ? t('field.seenByPlace') : field.label}
            visibilities={visibilities}
            value={visibility[field.name]}
            onChange={(value) => set(field.name, value)}
          />
        ))}
      </div>
    </details>
  );
}
