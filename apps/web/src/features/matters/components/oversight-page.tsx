import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { readingReasonsQuery } from '../api/person-matters.js';
import { retentionQuery } from '../api/retention.js';
import { ChargesCard } from './charges-card.js';
import { RetentionCard } from './retention-card.js';
import { SettingCard } from './setting-card.js';
import { TombstonesCard } from './tombstones-card.js';

/** What managers look after: charges, records whose time is over, who opened very many, the settings. */
export function OversightPage() {
  const { t } = useTranslation('matters');
  const retention = useQuery(retentionQuery);
  return (
    <Page
      title={t('oversight.title')}
      lead={t('oversight.lead')}
      trail={[{ to: '/people', label: t('trail') }]}
    >
      <ChargesCard />
      <Loaded query={retention}>
        {({ records, erased }) => (
          <>
            <RetentionCard records={records} />
            <TombstonesCard erased={erased} />
          </>
        )}
      </Loaded>
      <ReasonsCard />
      <SettingCard />
    </Page>
  );
}

function ReasonsCard() {
  const { t } = useTranslation('matters');
  const reasons = useQuery(readingReasonsQuery);
  return (
    <Card title={t('oversight.reasons')}>
      <Loaded query={reasons}>
        {(given) =>
          given.length === 0 ? (
            <p>{t('oversight.noReasons')}</p>
          ) : (
            <ul className="grid gap-3">
              {given.map(({ id, name, reason, opened, at }) => (
                <li key={id}>
                  <strong>{name}</strong>　{asMoment(at)}　{t('oversight.opened', { count: opened })}
                  <span className="block whitespace-pre-line">{reason}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
