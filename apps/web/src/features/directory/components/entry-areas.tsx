import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { RemovableChip } from '../../../components/chip.js';
import { FieldError } from '../../../components/field.js';
import { Fieldset } from '../../../components/fieldset.js';
import { TextField } from '../../../components/text-field.js';
import type { Area } from '../api/get-taxonomies.js';
import type { EntryPartProps } from './entry-section.js';

type AreaGroup = { code: string; name: string; areas: readonly Area[] };

const mostShown = 60;

/** Which municipalities the agency is in charge of: found by name, ticked one by one or a whole block at once. */
export function EntryAreas({ title, writing, choices, faultOf }: EntryPartProps & { title: string }) {
  const { t } = useTranslation('records');
  const [words, setWords] = useState('');
  const chosen = writing.content.areasInCharge;
  const set = (codes: readonly string[]) => writing.setValue('areasInCharge', [...codes].sort());
  const groups = useMemo(() => groupsOf(choices.areas, words), [choices.areas, words]);
  const names = useMemo(() => new Map(choices.areas.map(({ code, name }) => [code, name])), [choices.areas]);
  const count = groups.reduce((sum, group) => sum + group.areas.length, 0);
  const isShown = words.trim() !== '' || count <= mostShown;
  return (
    <Card id="areasInCharge" title={title} className="scroll-mt-32">
      <div className="grid gap-4">
        <p className="text-dns-16N-130 text-solid-gray-700">{t('areas.support')}</p>
        <FieldError id="areasInCharge" error={faultOf('areasInCharge')} />
        <div>
          <p className="text-std-16B-170">{t('areas.chosen', { count: chosen.length })}</p>
          {chosen.length === 0 ? (
            <p className="text-solid-gray-700">{t('areas.none')}</p>
          ) : (
            <ul className="flex flex-wrap gap-2 pt-1">
              {chosen.map((code) => (
                <li key={code}>
                  <RemovableChip
                    name={names.get(code) ?? code}
                    onRemove={() => set(chosen.filter((other) => other !== code))}
                  />
                </li>
              ))}
            </ul>
          )}
        </div>
        <TextField
          id="areas-filter"
          label={t('areas.filter')}
          type="search"
          autoComplete="off"
          className="max-w-96"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <p role="status" className="text-dns-14N-130 text-solid-gray-700">
          {words.trim() !== '' && (count > 0 ? t('areas.found', { count }) : t('areas.notFound'))}
        </p>
        {isShown && (
          <div className="grid max-h-120 gap-4 overflow-auto rounded-12 border border-solid-gray-300 p-4">
            {groups.map((group) => (
              <Fieldset key={group.code} label={group.name}>
                {group.areas.length > 1 && (
                  <Button
                    look="quiet"
                    onClick={() => set([...new Set([...chosen, ...group.areas.map(({ code }) => code)])])}
                  >
                    {t('areas.all', { name: group.name })}
                  </Button>
                )}
                <div className="flex flex-wrap gap-x-6">
                  {group.areas.map((area) => (
                    <Checkbox
                      key={area.code}
                      label={area.name}
                      checked={chosen.includes(area.code)}
                      onChange={(event) =>
                        set(
                          event.target.checked
                            ? [...chosen, area.code]
                            : chosen.filter((code) => code !== area.code),
                        )
                      }
                    />
                  ))}
                </div>
              </Fieldset>
            ))}
          </div>
        )}
      </div>
    </Card>
  );
}

/** The municipalities that fit the words, under what lies around them. */
function groupsOf(areas: readonly Area[], words: string): AreaGroup[] {
  const wanted = words.normalize('NFKC').trim();
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const groups = new Map<string, AreaGroup>();
  for (const area of areas.filter(({ level }) => level === 'municipality')) {
    const around = area.parentCode === null ? undefined : byCode.get(area.parentCode);
    const fits = [area.name, area.kana, around?.name ?? ''].some((text) => text.includes(wanted));
    if (!fits) continue;
    const code = around?.code ?? '';
    const group = groups.get(code) ?? { code, name: around?.name ?? '', areas: [] };
    groups.set(code, { ...group, areas: [...group.areas, area] });
  }
  return [...groups.values()];
}
