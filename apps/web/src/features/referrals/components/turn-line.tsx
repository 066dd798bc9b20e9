import { useTranslation } from 'react-i18next';
import { presentLine, type Referral } from '../api/get-referral.js';
import { DueText } from './due-text.js';

/** Whose turn it is, and until when. */
export function TurnLine({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referrals');
  const line = presentLine(referral);
  const other = referral.side === 'source' ? line?.agency.name : referral.source.name;
  const answering = line?.status === 'sent' || line?.status === 'received' || line?.status === 'reviewing';
  const turn = referral.status === 'draft' ? 'source' : line?.turn;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
      <p className="text-std-20B-150 text-solid-gray-900">
        {!turn && t('page.ended')}
        {turn && turn === referral.side && t('page.turnOwn')}
        {turn && turn !== referral.side && t('page.turnOther', { agency: other })}
      </p>
      {answering && referral.replyBy && (
        <p className="flex flex-wrap items-center gap-2">
          {t('compose.replyBy')}
          <DueText day={referral.replyBy} open />
        </p>
      )}
    </div>
  );
}
