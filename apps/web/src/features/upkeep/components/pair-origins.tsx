import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { inEra } from '../../../lib/japanese-date.js';
import type { PairInFull } from '../api/duplicates.js';

/** Where both entries come from, since when they are registered and when they were last confirmed. */
export function PairOrigins({ pair }: { pair: PairInFull }) {
  const { t } = useTranslation('upkeep');
  return (
    <Card title={t('duplicate.origin.title')}>
      <div className="grid gap-4 @2xl:grid-cols-2">
        {[pair.one, pair.other].map((side) => (
          <section key={side.id} className="min-w-0 rounded-8 bg-solid-gray-50 px-3 py-2">
            <h3 className="mb-2 font-bold wrap-anywhere">{side.name}</h3>
            <DescriptionList
              items={[
                {
                  term: t('duplicate.origin.sources'),
                  detail: side.sources.join('\n') || t('duplicate.origin.here'),
                },
                { term: t('duplicate.origin.registered'), detail: inEra(side.registeredOn) },
                { term: t('duplicate.origin.confirmed'), detail: side.freshness.text },
              ]}
            />
          </section>
        ))}
      </div>
    </Card>
  );
}
