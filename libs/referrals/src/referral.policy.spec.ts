import { Forbidden } from '#libs/platform';
import { allowMove, mayMove } from './referral.policy.js';

const line = { sourceAgencyId: 'source', agencyId: 'recipient' };

describe('who may move a line', () => {
  it.each([
    ['accept', 'recipient', 'acceptor', true],
    ['accept', 'recipient', 'manager', true],
    ['accept', 'recipient', 'staff', false],
    ['accept', 'recipient', 'secretariat', false],
    ['accept', 'source', 'manager', false],
    ['accept', 'stranger', 'manager', false],
    ['receive', 'recipient', 'staff', true],
    ['receive', 'source', 'manager', false],
    ['cancel', 'source', 'staff', true],
    ['cancel', 'source', 'secretariat', false],
    ['cancel', 'recipient', 'manager', false],
    ['suspend', 'source', 'manager', false],
  ] as const)('%s by %s as %s: %s', (verb, agencyId, role, may) => {
    expect(mayMove({ agencyId, role }, verb, line)).toBe(may);
  });

  it('refuses in words', () => {
    const actor = { agencyId: 'stranger', role: 'manager' } as Parameters<typeof allowMove>[0];
    expect(() => allowMove(actor, 'accept', line)).toThrow(Forbidden);
  });
});
