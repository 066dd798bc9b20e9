import { mergedDraft } from '../../apps/web/src/features/referrals/draft-merge.js';

const begun = {
  mode: 'single' as const,
  recipientAgencyIds: [],
  type: null,
  purpose: null,
  urgency: 'normal' as const,
  replyBy: null,
  services: [],
  categories: [],
  request: { ask: 'a', wish: '', background: '' },
};

describe('two people who write one draft', () => {
  it('each keep what they changed, down to the parts of the request', () => {
    const mine = { ...begun, type: 'handover' as const, request: { ...begun.request, wish: 'mine' } };
    const theirs = {
      ...begun,
      urgency: 'urgent' as const,
      request: { ...begun.request, background: 'theirs' },
    };
    expect(mergedDraft(begun, mine, theirs)).toEqual({
      ...begun,
      type: 'handover',
      urgency: 'urgent',
      request: { ask: 'a', wish: 'mine', background: 'theirs' },
    });
  });

  it('leave the last word on the same field to whoever saves last', () => {
    const mine = { ...begun, request: { ...begun.request, ask: 'mine' } };
    const theirs = { ...begun, request: { ...begun.request, ask: 'theirs' } };
    expect(mergedDraft(begun, mine, theirs).request.ask).toBe('mine');
  });
});
