import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../components/notice.js';
import { eligibilityQuery } from '../api/particulars.js';

/** What may not fit at a recipient: something to ask about, never a reason not to send. */
export function FitNotices({
  referralId,
  recipients,
}: {
  referralId: string;
  recipients: readonly string[];
}) {
  const { t } = useTranslation('particulars');
  const fits = useQuery({ ...eligibilityQuery(referralId, recipients), enabled: recipients.length > 0 });
  return (fits.data ?? [])
    .filter(({ warnings }) => warnings.length > 0)
    .map(({ agency, warnings }) => (
      <Notice key={agency.id} tone="warning" title={t('fit', { name: agency.name })}>
        <ul className="list-disc pl-5">
          {warnings.map(({ code, text }) => (
            <li key={code}>{text}</li>
          ))}
        </ul>
        <p>{t('fitMore')}</p>
      </Notice>
    ));
}
