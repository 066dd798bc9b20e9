import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { TextLink } from '../../../components/text-link.js';
import { consentDutiesQuery } from '../api/get-consent-duties.js';

const kinds = ['ask_again', 'paper', 'renew', 'answer'] as const;

/** What there is to do about consents; only what is not empty. */
export function ConsentWorkCard() {
  const { t } = useTranslation('today');
  const duties = useQuery(consentDutiesQuery);
  return (
    <Card title={t('consents.title')}>
      <Loaded query={duties} lines={2}>
        {({ counts }) => {
          const waiting = kinds.filter((kind) => counts[kind] > 0);
          return waiting.length === 0 ? (
            <p className="text-solid-gray-700">{t('consents.none')}</p>
          ) : (
            <ul className="divide-y divide-solid-gray-300">
              {waiting.map((kind) => (
                <li key={kind} className="flex items-baseline justify-between gap-4 py-2 first:pt-0">
                  <TextLink to={`/consents?kind=${kind}`}>{t(`consents.${kind}`)}</TextLink>
                  <span className="font-bold tabular-nums">
                    {counts[kind].toLocaleString('ja-JP')}
                    {t('unit')}
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <p className="mt-3">
        <TextLink to="/consents">{t('consents.all')}</TextLink>
      </p>
    </Card>
  );
}
