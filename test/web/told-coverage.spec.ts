import { coveredUntil } from '../../apps/web/src/features/referrals/told-coverage.js';

const asked = { agencyId: 'hospital', purpose: 'intake', category: 'medical' } as const;
const cell = (change: object = {}) =>
  ({
    ...asked,
    agencyName: 'ひまわり病院',
    consentId: 'yes',
    number: 'D8-0001',
    until: '2027-03-31',
    decidedOn: '2026-04-01',
    ...change,
  }) as Parameters<typeof coveredUntil>[0][number];

describe('what the composing steps say about a consent', () => {
  it('goes by what is open now: a cell that a later no closed is in no list of open cells', () => {
    expect(coveredUntil([cell()], asked)).toBe('2027-03-31');
    expect(coveredUntil([cell({ category: 'identity' })], asked)).toBeUndefined();
  });

  it('asks for exactly this agency, purpose and kind of data', () => {
    for (const other of [{ agencyId: 'clinic' }, { purpose: 'support' }, { category: 'living' }])
      expect(coveredUntil([cell(other)], asked)).toBeUndefined();
  });
});
