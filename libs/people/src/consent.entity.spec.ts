import { newId, Stale } from '#libs/platform';
import { Consent } from './consent.entity.js';
import { ConsentNotOpen } from './consent.errors.js';
import { problemsOfDays } from './consent.rules.js';
import { stateOn } from './consent.status.js';

const at = new Date('2026-11-20T00:00:00Z');
const told = { by: 'person' as const, note: null };

function buildConsent(status: 'given' | 'refused' = 'given'): Consent {
  return Consent.decided({
    id: newId(),
    personId: newId(),
    agencyId: newId(),
    status,
    decidedOn: '2026-04-01',
    validFrom: '2026-04-01',
    validUntil: '2027-03-31',
    method: 'written',
    explainedBy: newId(),
    givenBy: 'person',
    representative: null,
    witness: null,
    note: null,
    createdBy: newId(),
  });
}

describe('a consent', () => {
  it('is taken back once', () => {
    const consent = buildConsent();
    consent.withdraw(at, 'somebody', told, 1);
    expect(consent).toMatchObject({ status: 'withdrawn', withdrawnAt: at, version: 2 });
    expect(() => consent.withdraw(at, 'somebody', told, 2)).toThrow(ConsentNotOpen);
  });

  it('is not taken back by somebody who has not seen its present state', () => {
    expect(() => buildConsent().withdraw(at, 'somebody', told, 7)).toThrow(Stale);
  });

  it('is narrowed into a further revision of the same agreement', () => {
    const consent = buildConsent();
    const narrower = consent.narrow(at, 'somebody', told, 1);
    expect(consent.status).toBe('superseded');
    expect(narrower).toMatchObject({
      rootId: consent.id,
      revision: 2,
      status: 'given',
      validUntil: '2027-03-31',
    });
    expect(narrower.id).not.toBe(consent.id);
  });

  it('cannot be taken back when it was refused', () => {
    expect(() => buildConsent('refused').withdraw(at, 'somebody', told, 1)).toThrow(ConsentNotOpen);
  });
});

describe('whether a consent holds on a day in Japan', () => {
  const consent = { status: 'given' as const, validFrom: '2026-04-01', validUntil: '2027-03-31' };
  it.each([
    ['2026-03-31', 'upcoming'],
    ['2026-04-01', 'given'],
    ['2027-03-31', 'given'],
    ['2027-04-01', 'expired'],
  ])('on %s it is %s', (day, state) => {
    expect(stateOn(day, consent)).toBe(state);
  });
});

describe('the days of a decision', () => {
  const today = '2026-11-20';
  const days = { decidedOn: '2026-11-20', validFrom: '2026-11-20', validUntil: '2027-11-19' };
  it.each([
    ['as they are', {}, []],
    ['decided tomorrow', { decidedOn: '2026-11-21', validFrom: '2026-11-21' }, ['decidedOn']],
    ['valid before it was decided', { validFrom: '2026-11-19' }, ['validFrom']],
    ['ending before it begins', { validUntil: '2026-11-19' }, ['validUntil']],
    [
      'over already',
      { decidedOn: '2025-01-01', validFrom: '2025-01-01', validUntil: '2026-11-19' },
      ['validUntil'],
    ],
    ['ending today', { validUntil: '2026-11-20' }, []],
    ['longer than three years', { validUntil: '2030-11-20' }, ['validUntil']],
  ])('%s', (_, change, fields) => {
    expect(problemsOfDays({ ...days, ...change }, today).map(({ field }) => field)).toEqual(fields);
  });
});
