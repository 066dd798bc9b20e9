import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { TextLink } from '../../../components/text-link.js';

const steps = [
  { name: 'person', to: '/people/new' },
  { name: 'consent', to: '/people' },
  { name: 'referral', to: '/referrals/new' },
  { name: 'find', to: '/agencies' },
] as const;

/** The way from nothing to a sent referral, always at hand. */
export function StartCard() {
  const { t } = useTranslation('today');
  return (
    <Card title={t('start.title')}>
      <p className="text-solid-gray-700">{t('start.lead')}</p>
      <ol className="mt-3 grid gap-3">
        {steps.map(({ name, to }, index) => (
          <li key={name} className="flex gap-3">
            <span
              aria-hidden="true"
              className="flex size-7 shrink-0 items-center justify-center rounded-full border border-blue-900 text-oln-14B-100 text-blue-900"
            >
              {index + 1}
            </span>
            <span className="min-w-0">
              <TextLink to={to} className="font-bold">
                {t(`start.${name}`)}
              </TextLink>
              <span className="block text-dns-14N-130 text-solid-gray-700">{t(`start.${name}Means`)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
