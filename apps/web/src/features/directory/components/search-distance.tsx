import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import { useSession } from '../../../lib/session.js';
import type { AgencyPage, AreaCount } from '../api/search-agencies.js';
import type { Asked } from './use-agency-search.js';

type DistanceFacetProps = {
  areas: readonly AreaCount[];
  counts: AgencyPage['facets']['distance'];
  place: AgencyPage['place'];
  asked: Asked;
};

type From = 'none' | 'own' | 'place';

/** Narrows by distance: first from where, then how far. */
export function DistanceFacet({ areas, counts, place, asked }: DistanceFacetProps) {
  const { t } = useTranslation('directory');
  const { agency } = useSession();
  const { near, within } = asked.search;
  const [from, setFrom] = useState<From>(near === '' ? 'none' : near === 'own' ? 'own' : 'place');
  const choices = (['none', ...(agency ? (['own'] as const) : []), 'place'] as const).map((value) => ({
    value,
    label: t(`search.nearChoices.${value}`),
  }));
  function choose(value: string): void {
    setFrom(value as From);
    if (value !== 'place') asked.measureFrom(value === 'own' ? 'own' : '');
  }
  return (
    <div className="grid gap-3">
      <RadioGroup name="near" label={t('search.near')} value={from} onChange={choose} choices={choices} />
      {from === 'place' && <PlaceForm areas={areas} asked={asked} />}
      {place && near !== '' && (
        <>
          <p className="text-dns-14N-130 text-solid-gray-700">
            {t('search.measuredFrom', { place: place.label })}
          </p>
          <RadioGroup
            name="within"
            label={t('search.distance')}
            value={within}
            onChange={asked.keepWithin}
            choices={[
              { value: '', label: t('search.withinAny') },
              ...counts.map(({ km, count }) => ({
                value: String(km),
                // What finds nothing is not to be chosen; what is chosen can still be seen.
                disabled: count === 0 && within !== String(km),
                label: (
                  <span className="flex justify-between gap-4">
                    {t('search.within', { km })}
                    <span className="text-solid-gray-700 tabular-nums">{count.toLocaleString('ja-JP')}</span>
                  </span>
                ),
              })),
            ]}
          />
        </>
      )}
    </div>
  );
}

function PlaceForm({ areas, asked }: { areas: readonly AreaCount[]; asked: Asked }) {
  const { t } = useTranslation('directory');
  const { near } = asked.search;
  const isArea = areas.some(({ code }) => code === near);
  const [postal, setPostal] = useState(isArea || near === 'own' ? '' : near);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (postal.trim() !== '') asked.measureFrom(postal.normalize('NFKC').trim());
  }
  return (
    <div className="grid gap-3">
      <form onSubmit={submit} className="grid gap-2">
        <TextField
          label={t('search.nearPlace')}
          name="near-postal"
          inputMode="numeric"
          autoComplete="postal-code"
          value={postal}
          onChange={(event) => setPostal(event.target.value)}
        />
        <Button type="submit" look="secondary">
          {t('search.nearApply')}
        </Button>
      </form>
      <Select
        label={t('search.nearArea')}
        name="near-area"
        blank=""
        value={isArea ? near : ''}
        onChange={(event) => asked.measureFrom(event.target.value)}
        choices={areas
          .filter(({ level }) => level === 'municipality')
          .map(({ code, name }) => ({ value: code, label: name }))}
      />
    </div>
  );
}
