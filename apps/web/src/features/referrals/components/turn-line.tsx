import { useTranslation } from 'react-i18next';
import { presentLine, presentLines, type Referral } from '../api/get-referral.js';
import { answering } from '../referral.codes.js';
import { DueText } from './due-text.js';

/** Whose turn it is, and until when. */
export function TurnLine({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referrals');
  const line = presentLine(referral);
  const waiting = presentLines(referral).filter(({ turn, status }) => turn && status !== 'queued');
  const others = waiting.filter(({ turn }) => turn === 'recipient').map(({ agency }) => agency.name);
  const other = referral.side === 'source' ? others.join('、') : referral.source.name;
  const due = line?.dueOn ?? referral.replyBy;
  const isOwn = waiting.some(({ turn }) => turn === referral.side) || referral.status === 'draft';
  const turn = isOwn ? referral.side : waiting[0]?.turn;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
      <p className="text-std-20B-150 text-solid-gray-900">
        {!turn && t('page.ended')}
        {turn && turn === referral.side && t('page.turnOwn')}
        {turn && turn !== referral.side && t('page.turnOther', { agency: other })}
      </p>
      {line && answering.includes(line.status) && due && (
        <p className="flex flex-wrap items-center gap-2">
          {t('compose.replyBy')}
          <DueText day={due} open />
        </p>
      )}
    </div>
  );
}
