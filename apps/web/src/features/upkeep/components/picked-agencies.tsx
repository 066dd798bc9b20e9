import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import type { AgencyChoice } from '../../../lib/find-agencies.js';

type PickedAgenciesProps = { agencies: readonly AgencyChoice[]; onDrop: (id: string) => void };

/** The agencies that were picked one by one. */
export function PickedAgencies({ agencies, onDrop }: PickedAgenciesProps) {
  const { t } = useTranslation('upkeep');
  if (agencies.length === 0) return <p>{t('round.pickedNone')}</p>;
  return (
    <ul className="divide-y divide-solid-gray-300 rounded-12 border border-solid-gray-300">
      {agencies.map(({ id, name, type, area }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2">
          <span className="min-w-0">
            <span className="font-bold">{name}</span>
            <span className="block text-dns-14N-130 text-solid-gray-700">
              {[type.name, area?.name].filter(Boolean).join('／')}
            </span>
          </span>
          <Button look="quiet" aria-label={`${t('round.drop')}　${name}`} onClick={() => onDrop(id)}>
            {t('round.drop')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
