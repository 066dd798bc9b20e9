import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** All that is said about a referral. */
export type Conversation = Schema<'ConversationView'>;
/** All that is said on one line. */
export type LineConversation = Schema<'LineConversationView'>;
/** What somebody may say on a line now. */
export type TalkAction = LineConversation['can'][number];

/** What is said about a referral, as far as the reader may know it now. */
export function conversationQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'conversation'],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/referrals/{id}/conversation', { params: { path: { id: referralId } }, signal }),
      ),
  });
}

/** Where something is said, the version that was seen, and the key of the attempt. */
export type TalkAt = { referralId: string; lineId: string; version: number; key: string };

function paramsOf({ referralId, lineId, version, key }: TalkAt) {
  return { path: { id: referralId, rid: lineId }, header: { ...ifMatch(version), ...onceBy(key) } };
}

const line = '/api/v1/referrals/{id}/recipients/{rid}';

/** Writes a note at one of the three levels. */
export function postNote({ at, note }: { at: TalkAt; note: Schema<'NoteRequest'> }): Promise<Conversation> {
  return bodyOf(api.POST(`${line}/messages`, { params: paramsOf(at), body: note }));
}

/** Everything up to now has been read. */
export function markRead({
  referralId,
  lineId,
}: {
  referralId: string;
  lineId: string;
}): Promise<Conversation> {
  return bodyOf(api.PUT(`${line}/conversation-mark`, { params: { path: { id: referralId, rid: lineId } } }));
}

/** What a form has gathered; each action takes its own. */
export type TalkWords = Record<string, unknown>;

/** Takes one of the actions; `begin_onward` answers with the new draft's id. */
export async function talk({
  action,
  at,
  words,
}: {
  action: TalkAction;
  at: TalkAt;
  words: TalkWords;
}): Promise<{ draftId?: string }> {
  const params = paramsOf(at);
  switch (action) {
    case 'ask':
      await bodyOf(api.POST(`${line}/question`, { params, body: words as Schema<'QuestionRequest'> }));
      return {};
    case 'answer':
      await bodyOf(api.POST(`${line}/answer`, { params, body: words as Schema<'QuestionAnswerRequest'> }));
      return {};
    case 'propose':
      await bodyOf(api.POST(`${line}/proposal`, { params, body: words as Schema<'ProposalRequest'> }));
      return {};
    case 'answer_proposal': {
      const { decision, ...body } = words as Schema<'PersonsAnswerRequest'> & { decision: string };
      if (decision === 'agree') await bodyOf(api.POST(`${line}/proposal/agreement`, { params, body }));
      else await bodyOf(api.POST(`${line}/proposal/refusal`, { params, body }));
      return {};
    }
    case 'redirect':
      await bodyOf(api.POST(`${line}/redirection`, { params, body: words as Schema<'RedirectionRequest'> }));
      return {};
    case 'begin_onward': {
      const body = words as Schema<'OnwardRequest'>;
      return { draftId: (await bodyOf(api.POST(`${line}/onward`, { params, body }))).id };
    }
    case 'ask_to_stop':
      await bodyOf(api.POST(`${line}/stop-request`, { params, body: words as Schema<'StopRequest'> }));
      return {};
    case 'answer_stop': {
      const { decision, why } = words as { decision: string; why: string };
      if (decision === 'stop_agree')
        await bodyOf(api.POST(`${line}/stop-request/agreement`, { params, body: { note: why } }));
      else await bodyOf(api.POST(`${line}/stop-request/refusal`, { params, body: { why } }));
      return {};
    }
    case 'interim_report':
      await bodyOf(api.POST(`${line}/interim-report`, { params, body: words as Schema<'InterimRequest'> }));
      return {};
    case 'offer_time':
      await bodyOf(api.POST(`${line}/appointment`, { params, body: words as Schema<'AppointmentRequest'> }));
      return {};
    case 'choose_time':
      await bodyOf(
        api.POST(`${line}/appointment/choice`, { params, body: words as Schema<'TimeChoiceRequest'> }),
      );
      return {};
    case 'cancel_time':
      await bodyOf(api.POST(`${line}/appointment/cancellation`, { params }));
      return {};
    case 'record_outcome':
      await bodyOf(
        api.POST(`${line}/appointment/outcome`, { params, body: words as Schema<'OutcomeRequest'> }),
      );
      return {};
    case 'record_phone':
      await bodyOf(
        api.POST(`${line}/phone-acceptance`, { params, body: words as Schema<'HeardAcceptanceRequest'> }),
      );
      return {};
    case 'ask_transfer':
      await bodyOf(
        api.POST(`${line}/transfer-request`, { params, body: words as Schema<'TransferRequest'> }),
      );
      return {};
    case 'withdraw_transfer':
      await bodyOf(api.POST(`${line}/transfer-request/withdrawal`, { params }));
      return {};
    case 'answer_transfer': {
      const { decision, why } = words as { decision: string; why: string };
      if (decision === 'transfer_agree')
        return { draftId: (await bodyOf(api.POST(`${line}/transfer-request/agreement`, { params }))).id };
      await bodyOf(api.POST(`${line}/transfer-request/refusal`, { params, body: { why } }));
      return {};
    }
    case 'answer_phone':
      await bodyOf(api.POST(`${line}/phone-acceptance/denial`, { params }));
      return {};
    default:
      return {};
  }
}
