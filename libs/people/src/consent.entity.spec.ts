import { newId, Stale } from '#libs/platform';
import { Consent } from './consent.entity.js';
import { ConsentNotOpen, NoPaperDue } from './consent.errors.js';
import { adulthoodOf } from './consent.lapse.js';
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
    recordedAt: at,
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
      { decidedOn: '2025-07-01', validFrom: '2025-07-01', validUntil: '2026-11-19' },
      ['validUntil'],
    ],
    ['decided before birth', { decidedOn: '2025-05-31', validFrom: '2026-11-20' }, ['decidedOn']],
    ['ending today', { validUntil: '2026-11-20' }, []],
    ['longer than three years', { validUntil: '2030-11-20' }, ['validUntil']],
  ])('%s', (_, change, fields) => {
    expect(
      problemsOfDays({ ...days, ...change }, { today, birthDate: '2025-06-01' }).map(({ field }) => field),
    ).toEqual(fields);
  });
});

describe('what a consent of a representative is worth on a day in Japan', () => {
  const consent = { status: 'given' as const, validFrom: '2026-04-01', validUntil: '2027-03-31' };
  it.each([
    { day: '2026-06-09', lapsesOn: '2026-06-10', state: 'given' },
    { day: '2026-06-10', lapsesOn: '2026-06-10', state: 'lapsed' },
    { day: '2027-04-01', lapsesOn: '2026-06-10', state: 'lapsed' },
    { day: '2026-06-09', lapsesOn: null, state: 'given' },
  ])('on $day, with authority until $lapsesOn, it is $state', ({ day, lapsesOn, state }) => {
    expect(stateOn(day, { ...consent, lapsesOn })).toBe(state);
  });

  it('is nothing while the person objects', () => {
    expect(stateOn('2026-06-09', { ...consent, assent: 'objects' })).toBe('objected');
    expect(stateOn('2026-06-09', { ...consent, assent: 'unable' })).toBe('given');
  });
});

describe('the day of coming of age', () => {
  it.each([
    { born: '2008-11-21', adult: '2026-11-21' },
    { born: '2008-02-29', adult: '2026-03-01' },
    { born: '2004-02-29', adult: '2022-03-01' },
  ])('of somebody born on $born is $adult', ({ born, adult }) => {
    expect(adulthoodOf(born)).toBe(adult);
  });
});

describe('the paper behind a spoken consent', () => {
  it('comes once, and changes no day of the decision', () => {
    const spoken = Object.assign(buildConsent(), { paperDue: '2026-04-15' });
    spoken.confirmOnPaper('2026-04-10', at, 1);
    expect(spoken).toMatchObject({ decidedOn: '2026-04-01', paperOn: '2026-04-10', version: 2 });
    expect(() => spoken.confirmOnPaper('2026-04-10', at, 2)).toThrow(NoPaperDue);
    expect(() => buildConsent().confirmOnPaper('2026-04-10', at, 1)).toThrow(NoPaperDue);
  });
});
