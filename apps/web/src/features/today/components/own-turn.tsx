import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { withheldName } from '../../../lib/terms.js';
import { toAnswerQuery, toConfirmQuery, type WaitingReferral } from '../api/list-own-turn.js';

/** The referrals that wait for the own agency, from both trays. */
export function OwnTurn() {
  const { t } = useTranslation('today');
  const received = useQuery(toAnswerQuery);
  const sent = useQuery(toConfirmQuery);
  return (
    <Card title={t('turnTitle')}>
      <Loaded query={received}>
        {(came) => (
          <Loaded query={sent}>
            {(went) =>
              came.length + went.length === 0 ? (
                <p className="text-solid-gray-700">{t('turnNone')}</p>
              ) : (
                <ul className="divide-y divide-solid-gray-300">
                  {came.map((referral) => (
                    <Waiting key={referral.id} referral={referral} side="from" />
                  ))}
                  {went.map((referral) => (
                    <Waiting key={referral.id} referral={referral} side="to" />
                  ))}
                </ul>
              )
            }
          </Loaded>
        )}
      </Loaded>
      <p className="mt-3">
        <TextLink to="/referrals">{t('allReceived')}</TextLink>
      </p>
    </Card>
  );
}

function Waiting({ referral, side }: { referral: WaitingReferral; side: 'from' | 'to' }) {
  const { t } = useTranslation('today');
  return (
    <li className="py-3 first:pt-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextLink to={`/referrals/${referral.id}`} className="font-bold">
          {referral.number} {referral.typeName}
        </TextLink>
        {referral.lineStatusName && <StatusBadge tone="waiting">{referral.lineStatusName}</StatusBadge>}
        {referral.urgency !== 'normal' && <StatusBadge tone="danger">{referral.urgencyName}</StatusBadge>}
      </p>
      <p className="flex flex-wrap gap-x-4">
        {referral.otherAgency && <span>{t(side, { agency: referral.otherAgency.name })}</span>}
        {referral.personName && (
          <span>
            {referral.personName === withheldName ? withheldName : t('about', { name: referral.personName })}
          </span>
        )}
        {referral.replyBy && (
          <span className={referral.overdue ? 'font-bold text-red-1000' : 'text-solid-gray-700'}>
            {t('replyBy', { day: inEra(referral.replyBy) })}
          </span>
        )}
      </p>
    </li>
  );
}
