import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';
import type { LineVerb } from '../referral.codes.js';

/** A verb that somebody can press. */
export type PressedVerb = LineVerb;

/** What the words of a step may be; each verb takes its own. */
export type StepWords = Partial<
  Schema<'ReasonRequest'> &
    Schema<'AcceptanceRequest'> &
    Schema<'SelectionRequest'> &
    Schema<'PersonDeclineRequest'> &
    Schema<'StartRequest'> &
    Schema<'ReportRequest'>
>;

/** Which line moves, by what, with what words, and the version that was seen. */
export type StepInput = {
  verb: PressedVerb;
  referralId: string;
  lineId: string;
  version: number;
  words: StepWords;
  key: string;
};

/** Moves a line by one verb. Each verb is a sub-resource of the line. */
export function takeStep({
  verb,
  referralId,
  lineId,
  version,
  words,
  key,
}: StepInput): Promise<Schema<'ReferralView'>> {
  const params = {
    path: { id: referralId, rid: lineId },
    header: { ...ifMatch(version), ...onceBy(key) },
  };
  const reason = { reason: words.reason ?? '', ...(words.note ? { note: words.note } : {}) };
  const line = '/api/v1/referrals/{id}/recipients/{rid}';
  switch (verb) {
    case 'send':
      return bodyOf(api.POST(`${line}/sending`, { params }));
    case 'receive':
      return bodyOf(api.POST(`${line}/receipt`, { params }));
    case 'review':
      return bodyOf(api.POST(`${line}/review`, { params }));
    case 'accept':
      return bodyOf(api.POST(`${line}/acceptance`, { params, body: words.note ? { note: words.note } : {} }));
    case 'waitlist':
      return bodyOf(api.POST(`${line}/waiting`, { params, body: words.note ? { note: words.note } : {} }));
    case 'select':
      return bodyOf(api.POST(`${line}/selection`, { params, body: { wish: words.wish ?? '' } }));
    case 'person_decline':
      return bodyOf(
        api.POST(`${line}/person-decline`, { params, body: { ...reason, heardBy: words.heardBy ?? '' } }),
      );
    case 'decline':
      return bodyOf(api.POST(`${line}/decline`, { params, body: reason }));
    case 'start':
      return bodyOf(api.POST(`${line}/start`, { params, body: { startedOn: words.startedOn ?? '' } }));
    case 'report':
      return bodyOf(api.POST(`${line}/report`, { params, body: words as Schema<'ReportRequest'> }));
    case 'complete':
      return bodyOf(api.POST(`${line}/completion`, { params }));
    case 'fail':
      return bodyOf(api.POST(`${line}/failure`, { params, body: reason }));
    case 'cancel':
      return bodyOf(api.POST(`${line}/cancellation`, { params, body: reason }));
    case 'resume':
      return bodyOf(api.POST(`${line}/resumption`, { params }));
    case 'reopen':
      return bodyOf(api.POST(`${line}/reopening`, { params, body: reason }));
  }
}
