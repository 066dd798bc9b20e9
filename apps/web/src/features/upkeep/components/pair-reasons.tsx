import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon.js';
import type { Pair } from '../api/duplicates.js';

/** Why two entries are taken for one, and what speaks against it. */
export function PairReasons({ reasons }: { reasons: Pair['reasons'] }) {
  const { t } = useTranslation('upkeep');
  return (
    <ul className="grid gap-0.5">
      {reasons.map(({ code, text, speaksFor }) => (
        <li key={code} className="flex items-start gap-1.5">
          <Icon
            name={speaksFor ? 'check' : 'close'}
            className={
              speaksFor ? 'mt-1 size-4 shrink-0 text-green-900' : 'mt-1 size-4 shrink-0 text-red-900'
            }
          />
          <span>
            {text}
            {!speaksFor && t('duplicate.against')}
          </span>
        </li>
      ))}
    </ul>
  );
}
