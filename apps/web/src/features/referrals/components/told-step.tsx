import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { Notice } from '../../../components/notice.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { inEra } from '../../../lib/japanese-date.js';
import { dataCategories, type DataCategory } from '../../../lib/terms.js';
import { givenConsentsQuery, writtenCategoriesQuery } from '../api/get-told-basis.js';
import { coveredUntil } from '../told-coverage.js';
import type { StepProps } from './step-props.js';

/** Which kinds of data are told, and whether the person has agreed to each. */
export function ToldStep({ referral, writing, recipient }: StepProps) {
  const { t } = useTranslation('referrals');
  const { t: tTerms } = useTranslation('terms');
  const personId = referral.personId ?? '';
  const consents = useQuery(givenConsentsQuery(personId)).data;
  const written = useQuery(writtenCategoriesQuery(personId)).data;
  const { recipientAgencyIds, purpose, categories } = writing.content;
  const agencyId = recipientAgencyIds[0];
  if (!agencyId) return <Notice tone="warning">{t('compose.toldNoRecipient')}</Notice>;
  if (!purpose) return <Notice tone="warning">{t('compose.toldNoPurpose')}</Notice>;

  const untilOf = (category: DataCategory) =>
    consents && coveredUntil(consents, { agencyId, purpose, category });
  const isEmpty = (category: DataCategory) =>
    category !== 'identity' &&
    category !== 'request' &&
    written !== undefined &&
    !written.some((one) => one === category);
  const uncovered = consents ? categories.filter((category) => !untilOf(category)) : [];
  const consentSearch = new URLSearchParams({
    agency: agencyId,
    categories: categories.join(','),
    purposes: [...new Set([purpose, 'support', 'report_back'])].join(','),
    back: `/referrals/${referral.id}/compose?step=told`,
  });
  return (
    <>
      {uncovered.length > 0 && (
        <Notice
          tone="warning"
          title={t('compose.needsConsent')}
          actions={
            <ButtonLink to={`/people/${personId}/consents/new?${consentSearch}`}>
              {t('compose.recordConsent')}
            </ButtonLink>
          }
        >
          <p>
            {t('compose.needsConsentLead', {
              agency: recipient?.name,
              purpose: tTerms(`purpose.${purpose}`),
            })}
          </p>
          <p className="mt-1 font-bold">
            {uncovered.map((category) => tTerms(`category.${category}`)).join('、')}
          </p>
        </Notice>
      )}
      <Card>
        <p className="mb-3">{t('compose.toldLead', { agency: recipient?.name })}</p>
        <ul className="divide-y divide-solid-gray-300">
          {dataCategories.map((category) => (
            <li key={category} className="flex flex-wrap items-center justify-between gap-x-4 py-1">
              <Checkbox
                label={tTerms(`category.${category}`)}
                support={tTerms(`categoryMeans.${category}`)}
                checked={categories.includes(category)}
                onChange={(event) =>
                  writing.change({
                    categories: dataCategories.filter((other) =>
                      other === category ? event.target.checked : categories.includes(other),
                    ),
                  })
                }
                className="min-w-0 flex-1 basis-64 pb-2"
              />
              <span className="flex flex-wrap gap-2 pl-8.5">
                {isEmpty(category) && <StatusBadge tone="ended">{t('compose.emptySheet')}</StatusBadge>}
                <CoverBadge until={untilOf(category)} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function CoverBadge({ until }: { until: string | undefined }) {
  const { t } = useTranslation('referrals');
  return until ? (
    <StatusBadge tone="good">{t('compose.covered', { day: inEra(until) })}</StatusBadge>
  ) : (
    <StatusBadge tone="waiting">{t('compose.uncovered')}</StatusBadge>
  );
}
