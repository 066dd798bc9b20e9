import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { TextLink } from '../../../components/text-link.js';
import { completenessQuery } from '../api/get-completeness.js';
import { previewQuery } from '../api/get-preview.js';
import { stepOf } from '../compose-steps.js';
import { PackageSections } from './package-sections.js';
import { RecipientSight } from './recipient-sight.js';
import { ReferralSummary } from './referral-summary.js';
import { namesOf } from './recipient-names.js';
import type { StepProps } from './step-props.js';

/** Exactly what the recipient will see, and the button that sends it. */
export function PreviewStep({ referral, recipients }: StepProps) {
  const { t } = useTranslation('referrals');
  const told = useQuery(previewQuery(referral.id));
  const completeness = useQuery(completenessQuery(referral.id)).data;
  const agency = namesOf(recipients, t);
  const missing = completeness?.items.filter(({ required, done }) => required && !done) ?? [];
  return (
    <>
      <Card title={t('compose.preview')} className="border-2 border-blue-900">
        <p className="mb-4 text-solid-gray-700">{t('compose.previewLead', { agency })}</p>
        <ReferralSummary referral={referral} />
        <hr className="my-5 border-solid-gray-300" />
        <Loaded query={told}>
          {({ sections, files }) =>
            sections.length > 0 ? (
              <PackageSections sections={sections} files={files} />
            ) : (
              <p>{t('compose.previewEmpty')}</p>
            )
          }
        </Loaded>
      </Card>
      <RecipientSight referral={referral} />
      {missing.length > 0 && (
        <Notice tone="warning" title={t('compose.fixFirst')}>
          <ul className="list-disc pl-6">
            {missing.map(({ code, label, hint }) => (
              <li key={code}>
                <TextLink to={`?step=${stepOf(code)}`}>{label}</TextLink>　{hint}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
