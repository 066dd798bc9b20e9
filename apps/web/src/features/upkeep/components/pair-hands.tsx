import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import type { PairSide } from '../api/duplicates.js';

const kinds = ['services', 'combined', 'windows', 'traineeOffers'] as const;

/** What goes over to the one that stays. */
export function PairHands({ side }: { side: PairSide }) {
  const { t } = useTranslation('upkeep');
  const some = kinds.some((kind) => side.hands[kind].length > 0);
  return (
    <Card title={t('duplicate.hands', { name: side.name })}>
      {some ? (
        <DescriptionList
          items={kinds.map((kind) => ({
            term: t(`duplicate.hand.${kind}`),
            detail: side.hands[kind].join('\n'),
          }))}
        />
      ) : (
        <p>{t('duplicate.handsNone')}</p>
      )}
    </Card>
  );
}
