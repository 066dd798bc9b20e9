import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import { presentLines, type Referral, type ReferralLine } from '../api/get-referral.js';
import { answering } from '../referral.codes.js';
import { ActionButtons } from './action-buttons.js';
import { DueText } from './due-text.js';
import { LineDesk } from './line-desk.js';
import { LineBadge } from './status-of.js';

/** A referral that asks several agencies: how it stands with each, and what can be done there. */
export function RecipientLines({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referrals');
  return (
    <Card title={t('page.recipients')}>
      <p className="mb-2 text-solid-gray-700">
        {referral.modeName}：{t(`modeMeans.${referral.mode}`)}
      </p>
      <ul className="divide-y divide-solid-gray-300">
        {presentLines(referral).map((line) => (
          <li key={line.id} className="grid gap-3 py-4">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              {referral.mode === 'sequential' && (
                <span className="tabular-nums">{t('compose.place', { place: line.position })}</span>
              )}
              <TextLink to={`/agencies/${line.agency.id}`}>
                <span className="text-std-18B-160">{line.agency.name}</span>
              </TextLink>
              <LineBadge status={line.status} name={line.statusName} />
            </div>
            <LineFacts line={line} />
            {referral.status !== 'draft' && <ActionButtons referral={referral} lineId={line.id} quiet />}
            <LineDesk referral={referral} line={line} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function LineFacts({ line }: { line: ReferralLine }) {
  const { t } = useTranslation('referrals');
  return (
    <DescriptionList
      items={[
        { term: t('page.sentAt'), detail: line.sentAt && asMoment(line.sentAt) },
        { term: t('page.receivedAt'), detail: line.receivedAt && asMoment(line.receivedAt) },
        {
          term: t('compose.replyBy'),
          detail: answering.includes(line.status) && line.dueOn && <DueText day={line.dueOn} open />,
        },
        { term: t('page.decidedAt'), detail: line.decidedAt && asMoment(line.decidedAt) },
        { term: t('page.startedOn'), detail: line.startedOn && inEra(line.startedOn) },
        { term: t('page.reason'), detail: line.reasonName },
      ]}
    />
  );
}
