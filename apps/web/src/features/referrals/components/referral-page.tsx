import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Icon } from '../../../components/icon.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { withheldName } from '../../../lib/terms.js';
import { presentLine, presentLines, referralQuery, type Referral } from '../api/get-referral.js';
import { approvalsQuery } from '../api/approvals.js';
import { ApprovalPart } from './approval-part.js';
import { ActionButtons } from './action-buttons.js';
import { ConversationCards } from './conversation-card.js';
import { DraftPackageCard } from './draft-package-card.js';
import { DeclinePart } from './decline-part.js';
import { EventTimeline } from './event-timeline.js';
import { ExchangeCard } from './exchange-card.js';
import { LineDesk } from './line-desk.js';
import { HandoverCard } from './handover-card.js';
import { FollowUpCard } from './follow-up-card.js';
import { OutsideTurn } from './outside-turn.js';
import { PackageCard } from './package-card.js';
import { PackageHistory } from './package-history.js';
import { PapersCard } from './papers-card.js';
import { RecipientSight } from './recipient-sight.js';
import { RecipientLines } from './recipient-lines.js';
import { ReferralSummary } from './referral-summary.js';
import { Reports } from './reports.js';
import { LineBadge } from './status-of.js';
import { SuspendedNotice } from './suspended-notice.js';
import { TalkPrompts } from './talk-prompts.js';
import { TransferPart } from './transfer-part.js';
import { TurnLine } from './turn-line.js';

/** One referral: whose turn it is, what can be done, what was told, what happened. */
export function ReferralPage() {
  const { referralId = '' } = useParams();
  const referral = useQuery(referralQuery(referralId));
  return <Loaded query={referral}>{(found) => <ReferralContent referral={found} />}</Loaded>;
}

function ReferralContent({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referrals');
  const line = presentLine(referral);
  const lines = presentLines(referral);
  // Only agencies outside the portal were asked.
  const isOutside = lines.length === 0 && referral.status !== 'draft';
  const box = referral.side === 'source' ? 'sent' : 'received';
  return (
    <Page
      title={t('page.title', { number: referral.number, type: referral.typeName })}
      trail={[{ to: `/referrals?box=${box}`, label: t('page.trail') }]}
      badges={
        <>
          {line && <LineBadge status={line.status} name={line.statusName} />}
          {referral.urgency !== 'normal' && <StatusBadge tone="danger">{referral.urgencyName}</StatusBadge>}
        </>
      }
      lead={
        referral.personName === withheldName
          ? withheldName
          : referral.personName && t('page.about', { name: referral.personName })
      }
      actions={
        <span className="hidden @xl:block">
          <Button look="quiet" onClick={() => window.print()}>
            <Icon name="print" />
            {t('page.print')}
          </Button>
        </span>
      }
    >
      <section className="@container grid gap-4 rounded-16 bg-blue-50 p-5" aria-label={t('page.actions')}>
        {isOutside ? <OutsideTurn referral={referral} /> : <TurnLine referral={referral} />}
        <TransferPart referral={referral} />
        <TalkPrompts referral={referral} />
        <ApprovalPart referral={referral} />
        <DeclinePart referral={referral} />
        {referral.status === 'draft' ? (
          <ContinueDraft referralId={referral.id} />
        ) : (
          lines.length === 1 && <ActionButtons referral={referral} />
        )}
        {line && lines.length === 1 && <LineDesk referral={referral} line={line} />}
      </section>
      {lines
        .filter(({ status }) => status === 'suspended')
        .map((stopped) => (
          <SuspendedNotice key={stopped.id} referral={referral} line={stopped} />
        ))}
      {lines.length > 1 && <RecipientLines referral={referral} />}
      <div className="grid items-start gap-6 @4xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 gap-6">
          {referral.status === 'draft' && <DraftPackageCard referralId={referral.id} />}
          {referral.status !== 'draft' && !isOutside && <PackageCard referral={referral} />}
          {referral.status !== 'draft' && !isOutside && <RecipientSight referral={referral} />}
          {referral.side === 'source' && <PackageHistory referralId={referral.id} />}
          <Reports referral={referral} />
          <ConversationCards referral={referral} />
        </div>
        <div className="grid min-w-0 gap-6">
          <Card title={t('page.summary')}>
            <ReferralSummary referral={referral} />
            {referral.side === 'source' && referral.personId && (
              <p className="mt-3">
                <TextLink to={`/people/${referral.personId}`}>
                  {t('page.openPerson', { name: referral.personName })}
                </TextLink>
              </p>
            )}
          </Card>
          <PapersCard referral={referral} />
          <ExchangeCard referral={referral} />
          <HandoverCard referral={referral} />
          <FollowUpCard referral={referral} />
          <Card title={t('page.timeline')}>
            <EventTimeline referralId={referral.id} />
          </Card>
        </div>
      </div>
    </Page>
  );
}

/** The first thing to do with a draft, unless somebody else is to decide about it first. */
function ContinueDraft({ referralId }: { referralId: string }) {
  const { t } = useTranslation('referrals');
  const approvals = useQuery({ ...approvalsQuery(referralId), enabled: false }).data;
  const isWaiting = approvals?.requests.at(-1)?.state === 'waiting';
  return (
    <ButtonLink
      look={isWaiting ? 'secondary' : 'primary'}
      to={`/referrals/${referralId}/compose`}
      className="justify-self-start"
    >
      {t('page.continue')}
    </ButtonLink>
  );
}
