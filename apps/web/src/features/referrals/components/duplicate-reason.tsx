import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormFault } from '../../../components/error-summary.js';
import { TextArea } from '../../../components/text-area.js';
import { TextLink } from '../../../components/text-link.js';
import { problemIn } from '../../../lib/problem.js';

const fewest = 5;

/** The referral about the same person that is open at the same agency, and why one more is right. */
export function useDuplicateReason() {
  const { t } = useTranslation('referrals');
  const [other, setOther] = useState<string>();
  const [reason, setReason] = useState('');
  const said = reason.trim();
  const missing: FormFault[] =
    other && said.length < fewest
      ? [{ field: 'duplicateReason', detail: t('compose.needDuplicateReason', { fewest }) }]
      : [];
  return {
    other,
    reason,
    setReason,
    missing,
    /** What goes along with the draft. */
    words: other ? { duplicateReason: said } : {},
    /** Asks for a reason once the server has found another one. */
    takeFailure: (failure: unknown) => {
      const problem = problemIn(failure);
      if (problem?.code === 'referral.already_open') setOther(String(problem.extra['referralId']));
    },
  };
}

type DuplicateReasonProps = {
  duplicate: ReturnType<typeof useDuplicateReason>;
  error: string | undefined;
};

/** Leads to the other referral, and asks why there should be one more; nothing while there is no other. */
export function DuplicateReason({ duplicate, error }: DuplicateReasonProps) {
  const { t } = useTranslation('referrals');
  if (!duplicate.other) return null;
  return (
    <div className="grid gap-3">
      <p>
        <TextLink to={`/referrals/${duplicate.other}`}>{t('compose.openOther')}</TextLink>
      </p>
      <TextArea
        name="duplicateReason"
        label={t('compose.duplicateReason')}
        support={t('compose.duplicateReasonSupport')}
        required
        rows={2}
        maxLength={500}
        error={error}
        value={duplicate.reason}
        onChange={(event) => duplicate.setReason(event.target.value)}
      />
    </div>
  );
}
