import { api, bodyOf, ifMatch, onceBy } from '../../../lib/api-client.js';
import type { LineVerb } from '../referral.codes.js';
import type { Referral } from './get-referral.js';

/** What a step may have to say. */
export type StepWords = {
  reason?: string;
  note?: string;
  startedOn?: string;
  result?: string;
  done?: string;
  remaining?: string;
  roles?: string;
};

/** What each verb is called as a sub-resource of the line. */
const paths = {
  send: '/api/v1/referrals/{id}/recipients/{rid}/sending',
  receive: '/api/v1/referrals/{id}/recipients/{rid}/receipt',
  review: '/api/v1/referrals/{id}/recipients/{rid}/review',
  accept: '/api/v1/referrals/{id}/recipients/{rid}/acceptance',
  decline: '/api/v1/referrals/{id}/recipients/{rid}/decline',
  start: '/api/v1/referrals/{id}/recipients/{rid}/start',
  report: '/api/v1/referrals/{id}/recipients/{rid}/report',
  complete: '/api/v1/referrals/{id}/recipients/{rid}/completion',
  fail: '/api/v1/referrals/{id}/recipients/{rid}/failure',
  cancel: '/api/v1/referrals/{id}/recipients/{rid}/cancellation',
  resume: '/api/v1/referrals/{id}/recipients/{rid}/resumption',
  reopen: '/api/v1/referrals/{id}/recipients/{rid}/reopening',
} as const satisfies Record<Exclude<LineVerb, 'suspend'>, string>;

/** A verb that somebody can press. */
export type PressedVerb = keyof typeof paths;

/** Moves a line by one verb. */
export function takeStep(input: {
  verb: PressedVerb;
  referralId: string;
  lineId: string;
  version: number;
  words: StepWords;
  key: string;
}): Promise<Referral> {
  // A step without words has no body at all; an unknown field would be refused.
  const body = Object.keys(input.words).length > 0 || input.verb === 'accept' ? input.words : undefined;
  return bodyOf(
    api.POST(paths[input.verb], {
      params: { path: { id: input.referralId, rid: input.lineId } },
      headers: { ...ifMatch(input.version), ...onceBy(input.key) },
      body,
    }),
  );
}
