import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Notice } from '../../../components/notice.js';
import { useSay } from '../../../components/toast.js';
import type { OpeningProposal, OpeningRules } from '../api/opening-hours.js';

type ProposalNoticeProps = { proposal: OpeningProposal; onTake: (rules: OpeningRules) => void };

/** What was read out of the old text, to be taken over with one click, or why nothing could be. */
export function ProposalNotice({ proposal, onTake }: ProposalNoticeProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.proposal' });
  const say = useSay();
  const { rules, text, reason, openPoints } = proposal;
  if (rules === null) return <Notice title={t('none')}>{reason}</Notice>;
  return (
    <Notice
      title={t('title')}
      actions={
        <Button
          look="secondary"
          onClick={() => {
            onTake(rules);
            say(t('taken'));
          }}
        >
          {t('take')}
        </Button>
      }
    >
      <p>{text}</p>
      {openPoints.length > 0 && <p>{t('openPoints', { points: openPoints.join('、') })}</p>}
    </Notice>
  );
}
