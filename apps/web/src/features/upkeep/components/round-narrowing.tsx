import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Select } from '../../../components/select.js';
import { agencyTypesQuery, areasQuery, type RoundNarrowing } from '../api/rounds.js';

/** Which agencies of a list are shown, as the address says. */
export function useRoundNarrowing(): RoundNarrowing {
  const [params] = useSearchParams();
  const [area, type] = [params.get('area'), params.get('type')];
  return { ...(area && { area }), ...(type && { type }) };
}

/** Narrows a list by area and type: a list of thousands is nobody's afternoon. */
export function RoundNarrowingFields() {
  const { t } = useTranslation('upkeep');
  const [params, setParams] = useSearchParams();
  const areas = useQuery(areasQuery).data ?? [];
  const types = useQuery(agencyTypesQuery).data ?? [];

  function narrow(name: string, value: string): void {
    const next = new URLSearchParams(params);
    next.delete('page');
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  }

  return (
    <div className="no-print mb-4 grid gap-4 sm:grid-cols-2">
      <Select
        label={t('round.narrow.area')}
        blank={t('round.narrow.everyArea')}
        value={params.get('area') ?? ''}
        choices={areas
          .filter(({ level }) => level !== 'prefecture')
          .map(({ code, name }) => ({ value: code, label: name }))}
        onChange={({ target }) => narrow('area', target.value)}
      />
      <Select
        label={t('round.narrow.type')}
        blank={t('round.narrow.everyType')}
        value={params.get('type') ?? ''}
        choices={types.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={({ target }) => narrow('type', target.value)}
      />
    </div>
  );
}
