import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../components/checkbox.js';
import { RadioGroup } from '../../../components/radio-group.js';
import type { FoundList } from '../api/get-import.js';
import { type ImportDraft, withArea } from '../import-draft.js';

type Region = FoundList['areas'][number];

type AreaFieldsProps = {
  draft: ImportDraft;
  regions: readonly Region[];
  error: string | undefined;
  onChange: (part: Partial<ImportDraft>) => void;
};

/** Which prefectures and municipalities are taken over: a list of the whole country holds much that is nobody's business here. */
export function AreaFields({ draft, regions, error, onChange }: AreaFieldsProps) {
  const { t } = useTranslation('imports');
  // Those of the own network stand first: a country's list has dozens before them. They stay there while one chooses.
  const [own] = useState(draft.areas);
  const known = new Set(
    regions.flatMap(({ code, municipalities }) => [code, ...municipalities.map((m) => m.code)]),
  );
  // Chosen before, and not in this file: still to be seen, and to be given up.
  const absent = draft.areas.filter((code) => !known.has(code));
  const all: readonly Region[] = [
    ...regions,
    ...absent.map((code) => ({ code, name: code, rows: 0, municipalities: [] })),
  ];
  const isOwn = ({ code, municipalities }: Region) =>
    [code, ...municipalities.map((town) => town.code)].some((place) => own.includes(place));
  const shown = [...all.filter(isOwn), ...all.filter((region) => !isOwn(region))];
  return (
    <div className="grid gap-2">
      <RadioGroup
        name="areas"
        label={t('areas.title')}
        support={t('areas.support')}
        error={error}
        choices={[
          { value: 'all', label: t('areas.all') },
          { value: 'chosen', label: t('areas.chosen') },
        ]}
        value={draft.onlyAreas ? 'chosen' : 'all'}
        onChange={(value) => onChange({ onlyAreas: value === 'chosen' })}
      />
      {draft.onlyAreas && (
        <ul aria-label={t('areas.title')} className="grid gap-x-4 pl-4 sm:grid-cols-2">
          {shown.map((region) => (
            <RegionField
              key={region.code}
              region={region}
              areas={draft.areas}
              onChange={(areas) => onChange({ areas })}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

type RegionFieldProps = {
  region: Region;
  areas: readonly string[];
  onChange: (areas: string[]) => void;
};

function RegionField({ region, areas, onChange }: RegionFieldProps) {
  const { t } = useTranslation('imports');
  const within = { prefecture: region.code, municipalities: region.municipalities.map(({ code }) => code) };
  const chosen = within.municipalities.filter((code) => areas.includes(code)).length;
  const counted = (place: { name: string; rows: number }) =>
    t('areas.rows', { name: place.name, count: place.rows });
  return (
    <li>
      <Checkbox
        label={counted(region)}
        checked={areas.includes(region.code)}
        onChange={() => onChange(withArea(areas, region.code, within))}
      />
      {region.municipalities.length > 0 && (
        <details open={chosen > 0} className="pb-2 pl-8">
          <summary className="w-fit cursor-pointer py-1 text-blue-1000 underline underline-offset-4">
            {t('areas.byTown', { name: region.name })}
          </summary>
          <ul>
            {region.municipalities.map((town) => (
              <li key={town.code}>
                <Checkbox
                  label={counted(town)}
                  checked={areas.includes(town.code)}
                  onChange={() => onChange(withArea(areas, town.code, within))}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
