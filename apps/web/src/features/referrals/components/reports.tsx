import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import type { Referral } from '../api/get-referral.js';

/** What the recipient reported back. */
export function Reports({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referrals');
  const { t: tTalk } = useTranslation('conversation');
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
              { term: tTalk('report.employer'), detail: report.employer },
              { term: tTalk('report.employedOn'), detail: report.employedOn && inEra(report.employedOn) },
              { term: tTalk('report.nextCheckOn'), detail: report.nextCheckOn && inEra(report.nextCheckOn) },
              { term: tTalk('report.explainedOn'), detail: report.explainedOn && inEra(report.explainedOn) },
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
