import { Forbidden, NotFound } from '#libs/platform';
import { allowMove, linesFor, mayMove } from './referral.policy.js';

const line = { sourceAgencyId: 'source', agencyId: 'recipient' };

describe('which lines an agency may know of', () => {
  const lines = [
    { ...line, id: 1, status: 'declined' },
    { sourceAgencyId: 'source', agencyId: 'another', id: 2, status: 'sent' },
    { sourceAgencyId: 'source', agencyId: 'late', id: 3, status: 'queued' },
  ] as const;
  const ids = (agencyId: string) => linesFor({ agencyId }, line, lines).map(({ id }) => id);

  it('is all of its own referral, and those sent to it', () => {
    expect([ids('source'), ids('recipient'), ids('another')]).toEqual([[1, 2, 3], [1], [2]]);
  });

  it('is none for anybody else, and for whom it is not sent to yet', () => {
    expect(() => ids('stranger')).toThrow(NotFound);
    expect(() => ids('late')).toThrow(NotFound);
  });
});

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
