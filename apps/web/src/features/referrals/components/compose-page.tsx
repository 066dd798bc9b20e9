import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { StepLinks } from '../../../components/step-links.js';
import { referralQuery, type Referral } from '../api/get-referral.js';
import { ApprovalPart } from './approval-part.js';
import { AskedStep } from './asked-step.js';
import { CompletenessCard } from './completeness-card.js';
import { DiscardButton } from './discard-button.js';
import { DraftStateLine } from './draft-state-line.js';
import { PreviewStep } from './preview-step.js';
import { RecipientStep } from './recipient-step.js';
import { SendButton } from './send-button.js';
import { ToldStep } from './told-step.js';
import { composeSteps, type ComposeStep } from '../compose-steps.js';
import { useDraftWriting } from './use-draft-writing.js';
import { useRecipients } from './use-recipients.js';

/** Writes a draft in four steps. */
export function ComposePage() {
  const { referralId = '' } = useParams();
  const referral = useQuery(referralQuery(referralId));
  return (
    <Loaded query={referral}>
      {(draft) =>
        draft.status === 'draft' && draft.side === 'source' ? (
          <Composing key={draft.id} referral={draft} />
        ) : (
          <Navigate to={`/referrals/${referralId}`} replace />
        )
      }
    </Loaded>
  );
}

function Composing({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referrals');
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const writing = useDraftWriting(referral);
  const recipients = useRecipients(writing.content.recipientAgencyIds);
  const step = composeSteps.find((name) => name === params.get('step')) ?? 'recipient';
  const index = composeSteps.indexOf(step);

  async function goTo(name: ComposeStep | undefined): Promise<void> {
    if (!name) return;
    await writing.save();
    await navigate(`?step=${name}`);
  }

  const done = stepsDone(writing.content);
  const shared = { referral, writing, recipients };
  return (
    <Page
      title={t('compose.title', { number: referral.number })}
      trail={[{ to: '/referrals?box=draft', label: t('page.trail') }]}
      lead={t('compose.person', { name: referral.personName })}
      actions={<DiscardButton referralId={referral.id} version={writing.version} />}
    >
      <div className="grid items-start gap-6 @4xl:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="grid min-w-0 gap-6">
          <StepLinks
            steps={composeSteps.map((name) => ({
              to: `?step=${name}`,
              label: t(`compose.steps.${name}`),
              done: done[name],
              current: name === step,
              reachable: true,
            }))}
          />
          <div className="sticky top-0 z-1 -my-3 bg-white py-1">
            <DraftStateLine writing={writing} />
          </div>
          <ApprovalPart referral={referral} />
          <h2 id="step" className="sr-only">
            {t(`compose.steps.${step}`)}
          </h2>
          {step === 'recipient' && <RecipientStep {...shared} />}
          {step === 'asked' && <AskedStep {...shared} />}
          {step === 'told' && <ToldStep {...shared} />}
          {step === 'preview' && <PreviewStep {...shared} />}
          <div className="flex flex-wrap justify-between gap-3">
            {index > 0 ? (
              <Button look="secondary" onClick={() => void goTo(composeSteps[index - 1])}>
                {t('compose.back')}
              </Button>
            ) : (
              <span />
            )}
            {step === 'preview' && <SendButton {...shared} />}
            {index < composeSteps.length - 1 && (
              <Button onClick={() => void goTo(composeSteps[index + 1])}>{t('compose.next')}</Button>
            )}
          </div>
        </div>
        <CompletenessCard referralId={referral.id} />
      </div>
    </Page>
  );
}

function stepsDone(content: ReturnType<typeof useDraftWriting>['content']): Record<ComposeStep, boolean> {
  return {
    recipient:
      content.mode === 'single'
        ? content.recipientAgencyIds.length === 1
        : content.recipientAgencyIds.length > 1,
    asked:
      content.type !== null &&
      content.purpose !== null &&
      content.request.ask.trim() !== '' &&
      content.request.wish.trim() !== '',
    told: content.categories.length > 0,
    preview: false,
  };
}
