import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { previewQuery } from '../api/get-preview.js';
import { PackageSections } from './package-sections.js';

/** What a draft would tell if it were sent now: what whoever approves it decides about. */
export function DraftPackageCard({ referralId }: { referralId: string }) {
  const { t } = useTranslation('approvals');
  const { t: tReferrals } = useTranslation('referrals');
  const told = useQuery(previewQuery(referralId));
  return (
    <Card title={t('preview')}>
      <Loaded query={told}>
        {({ sections, files }) =>
          sections.length > 0 ? (
            <PackageSections sections={sections} files={files} />
          ) : (
            <p>{tReferrals('compose.previewEmpty')}</p>
          )
        }
      </Loaded>
    </Card>
  );
}
