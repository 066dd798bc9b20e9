import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { Notice } from '../../../components/notice.js';
import { StatusBadge } from '../../../components/status-badge.js';
import type { AgencyChoice } from '../../../lib/find-agencies.js';
import { inEra } from '../../../lib/japanese-date.js';
import { categoryGroups, dataCategories, type DataCategory } from '../../../lib/terms.js';
import { openCellsQuery, writtenCategoriesQuery } from '../api/get-told-basis.js';
import type { Referral } from '../api/get-referral.js';
import { ownPartsQuery, referralFilesQuery } from '../api/packages.js';
import type { ReferralPurpose } from '../referral.codes.js';
import { coveredUntil } from '../told-coverage.js';
import { namesOf } from './recipient-names.js';
import type { StepProps } from './step-props.js';
import { ToldFiles } from './told-files.js';

/** Which kinds of data are told, and whether the person has agreed to each. */
export function ToldStep({ referral, writing, recipients }: StepProps) {
  const { t } = useTranslation('referrals');
  const { t: tTerms } = useTranslation('terms');
  const personId = referral.personId ?? '';
  const cells = useQuery(openCellsQuery(personId)).data;
  const written = useQuery(writtenCategoriesQuery(personId)).data;
  const { t: tPackages } = useTranslation('packages');
  const passport = useQuery(ownPartsQuery(personId, 'passport')).data;
  const msfas = useQuery(ownPartsQuery(personId, 'msfas')).data;
  const files = useQuery(referralFilesQuery(referral.id)).data;
  const { purpose, categories } = writing.content;
  if (recipients.length === 0) return <Notice tone="warning">{t('compose.toldNoRecipient')}</Notice>;
  if (!purpose) return <Notice tone="warning">{t('compose.toldNoPurpose')}</Notice>;

  const untilOf = (category: DataCategory) =>
    recipients.map(({ id }) => cells && coveredUntil(cells, { agencyId: id, purpose, category }));
  const parts = [...(passport?.parts ?? []), ...(msfas?.parts ?? [])];
  const isEmpty = (category: DataCategory) => {
    if (category === 'identity' || category === 'request') return false;
    const hasFile = files?.some((file) => file.chosen && file.category === category) ?? false;
    const part = parts.find((one) => one.category === category);
    if (part) return !hasFile && part.lines.length === 0;
    return written !== undefined && !hasFile && !written.some((one) => one === category);
  };
  const isHeldBack = (category: DataCategory) =>
    parts.some((part) => part.category === category && !part.shared && part.lines.length > 0);
  const unnamed =
    purpose === 'intake' && categories.includes('identity') && untilOf('identity').some((until) => !until);
  return (
    <>
      {recipients.map((recipient) => (
        <NeededConsent
          key={recipient.id}
          referral={referral}
          recipient={recipient}
          told={{ purpose, categories }}
        />
      ))}
      <Card>
        <p className="mb-3">{t('compose.toldLead', { agency: namesOf(recipients, t) })}</p>
        {categoryGroups.map((group) => (
          <section key={group.code} className="mt-4">
            <h3 className="border-l-4 border-blue-900 pl-3 text-std-18B-160">
              {tTerms(`categoryGroup.${group.code}`)}
            </h3>
            <ul className="divide-y divide-solid-gray-300">
              {group.categories.map((category) => (
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
                    {isHeldBack(category) && <StatusBadge tone="ended">{tPackages('notShared')}</StatusBadge>}
                    <CoverBadge until={untilOf(category)} />
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </Card>
      {unnamed && <Notice>{tPackages('unnamedNote')}</Notice>}
      <ToldFiles referral={referral} categories={categories} />
    </>
  );
}

type NeededConsentProps = {
  referral: Referral;
  recipient: AgencyChoice;
  told: { purpose: ReferralPurpose; categories: readonly DataCategory[] };
};

/** What this agency may not be told yet, and where the person's answer is written down. */
function NeededConsent({ referral, recipient, told: { purpose, categories } }: NeededConsentProps) {
  const { t } = useTranslation('referrals');
  const { t: tTerms } = useTranslation('terms');
  const personId = referral.personId ?? '';
  const cells = useQuery(openCellsQuery(personId)).data;
  const uncovered = cells
    ? categories.filter(
        (category) =>
          !(category === 'identity' && purpose === 'intake') &&
          !coveredUntil(cells, { agencyId: recipient.id, purpose, category }),
      )
    : [];
  if (uncovered.length === 0) return null;
  const consentSearch = new URLSearchParams({
    agency: recipient.id,
    categories: categories.join(','),
    purposes: [...new Set([purpose, 'support', 'report_back'])].join(','),
    back: `/referrals/${referral.id}/compose?step=told`,
  });
  return (
    <Notice
      tone="warning"
      title={t('compose.needsConsent')}
      actions={
        <ButtonLink to={`/people/${personId}/consents/new?${consentSearch}`}>
          {t('compose.recordConsent')}
          <span className="sr-only">（{recipient.name}）</span>
        </ButtonLink>
      }
    >
      <p>
        {t('compose.needsConsentLead', { agency: recipient.name, purpose: tTerms(`purpose.${purpose}`) })}
      </p>
      <p className="mt-1 font-bold">
        {uncovered.map((category) => tTerms(`category.${category}`)).join('、')}
      </p>
    </Notice>
  );
}

/** Until when it may be told to everybody, or to how many of them. */
function CoverBadge({ until }: { until: readonly (string | undefined)[] }) {
  const { t } = useTranslation('referrals');
  const covered = until.filter((day) => day !== undefined);
  const [first] = [...covered].sort();
  if (!first) return <StatusBadge tone="waiting">{t('compose.uncovered')}</StatusBadge>;
  return covered.length === until.length ? (
    <StatusBadge tone="good">{t('compose.covered', { day: inEra(first) })}</StatusBadge>
  ) : (
    <StatusBadge tone="waiting">
      {t('compose.coveredSome', { covered: covered.length, total: until.length })}
    </StatusBadge>
  );
}
