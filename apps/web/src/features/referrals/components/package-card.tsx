import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Icon } from '../../../components/icon.js';
import { Notice } from '../../../components/notice.js';
import { Skeleton } from '../../../components/skeleton.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { problemIn } from '../../../lib/problem.js';
import { packageQuery, type ReferralPackage } from '../api/get-package.js';
import { presentLine, type Referral } from '../api/get-referral.js';
import { readable, type LineStatus } from '../referral.codes.js';
import { PackageSections } from './package-sections.js';

/** What was told, as the recipient sees it at this moment; a tombstone where it is closed. */
export function PackageCard({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referrals');
  const line = presentLine(referral);
  const beforeReceipt = referral.side === 'recipient' && line?.status === 'sent';
  const told = useQuery({
    ...packageQuery(referral.id),
    enabled: referral.status !== 'draft' && !beforeReceipt,
  });
  return (
    <Card title={t(referral.side === 'source' ? 'page.packageSent' : 'page.package')}>
      {referral.side === 'source' && line && (
        <p className="mb-3 text-solid-gray-700">{t(`page.seen.${seenBy(line.status)}`)}</p>
      )}
      {beforeReceipt && <p className="text-solid-gray-700">{t('page.packageBefore')}</p>}
      {told.data && <OpenPackage told={told.data} side={referral.side} referralId={referral.id} />}
      {!told.data && told.isLoading && <Skeleton />}
      {!told.data && told.isError && (
        <ClosedPackage failure={told.error} onRetry={() => void told.refetch()} />
      )}
    </Card>
  );
}

/** Whether the recipient can read the package in this state, consent granted. */
function seenBy(status: LineStatus): 'now' | 'afterReceipt' | 'not' {
  if (status === 'sent') return 'afterReceipt';
  return readable.includes(status) ? 'now' : 'not';
}

type OpenPackageProps = { told: ReferralPackage; side: Referral['side']; referralId: string };

function OpenPackage({ told, side, referralId }: OpenPackageProps) {
  const { t } = useTranslation('referrals');
  const { t: tPackages } = useTranslation('packages');
  // Who it is may have been left unsaid from the beginning: that is no withdrawal.
  const closed = told.withheld.filter((category) => category !== 'identity');
  const { t: tTerms } = useTranslation('terms');
  return (
    <div className="grid gap-4">
      {closed.length > 0 && (
        <Notice tone="warning">
          {t(side === 'source' ? 'page.withheldSource' : 'page.withheldRecipient', {
            categories: closed.map((category) => tTerms(`category.${category}`)).join('、'),
          })}
        </Notice>
      )}
      {told.intact === false && <Notice tone="error">{t('page.altered')}</Notice>}
      {told.withheld.includes('identity') && <Notice>{tPackages('withheldName')}</Notice>}
      <PackageSections sections={told.sections} files={told.files} referralId={referralId} />
      <p className="text-dns-14N-130 text-solid-gray-700">
        {t('page.packageVersion', { version: told.packageVersion, moment: asMoment(told.frozenAt) })}
        {told.intact && <span className="ml-3">{t('page.intact')}</span>}
      </p>
    </div>
  );
}

function ClosedPackage({ failure, onRetry }: { failure: unknown; onRetry: () => void }) {
  const { t } = useTranslation('referrals');
  const code = problemIn(failure)?.code;
  if (code !== 'consent.not_active' && code !== 'referral.wrong_state') {
    return <FailureNotice failure={failure} onRetry={onRetry} />;
  }
  return (
    <div className="flex gap-3 rounded-12 border-2 border-dashed border-solid-gray-536 bg-solid-gray-50 p-4">
      <Icon name="lock" className="mt-0.5 size-6 text-solid-gray-700" />
      <div>
        <p className="text-std-18B-160">{t('page.packageClosedTitle')}</p>
        <p>{t(code === 'consent.not_active' ? 'page.packageConsent' : 'page.packageEnded')}</p>
      </div>
    </div>
  );
}
