import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { asMoment } from '../../../lib/japanese-date.js';
import type { Referral } from '../api/get-referral.js';

/** What the recipient reported back. */
export function Reports({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referrals');
  if (referral.reports.length === 0) return null;
  return (
    <Card title={t('page.reports')}>
      {referral.reports.map((report) => (
        <div key={report.id}>
          <DescriptionList
            items={[
              { term: t('action.result'), detail: report.resultName },
              { term: t('action.doneWork'), detail: report.done },
              { term: t('action.remaining'), detail: report.remaining },
              { term: t('action.roles'), detail: report.roles },
            ]}
          />
          <p className="mt-2 text-dns-14N-130 text-solid-gray-700">
            {asMoment(report.createdAt)}　{report.createdBy}
          </p>
        </div>
      ))}
    </Card>
  );
}
