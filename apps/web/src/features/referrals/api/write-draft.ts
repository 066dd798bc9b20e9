import { api, bodyOf, ifMatch, type Schema } from '../../../lib/api-client.js';

type Draft = Required<Schema<'DraftRequest'>>;

/** All that a draft may say. */
export type DraftContent = {
  [Field in keyof Draft]: Field extends 'type' | 'purpose' | 'replyBy'
    ? Draft[Field]
    : NonNullable<Draft[Field]>;
};

/** Writes a draft down. */
export function writeDraft(input: { referralId: string; version: number; content: DraftContent }) {
  return bodyOf(
    api.PATCH('/api/v1/referrals/{id}', {
      params: { path: { id: input.referralId }, header: ifMatch(input.version) },
      body: input.content,
    }),
  );
}
