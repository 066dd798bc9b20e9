import { newId, Stale } from '#libs/platform';
import { Asking } from './asking.entity.js';
import { AskingNotOpen } from './asking.errors.js';
import { lastDayFor, problemsOfTerms } from './asking.rules.js';

const at = new Date('2026-11-20T00:00:00Z');

function buildAsking(): Asking {
  return Asking.drafted({
    id: newId(),
    personId: newId(),
    agencyId: newId(),
    number: 'D8-0001',
    noticeId: newId(),
    cells: [{ recipientAgencyId: newId(), purpose: 'intake', category: 'identity' }],
    validity: 'years',
    validYears: 1,
    validUntil: null,
    givenBy: 'person',
    authority: null,
    representative: null,
    note: null,
    renews: null,
    createdBy: newId(),
    updatedAt: at,
  });
}

describe('an asking', () => {
  it('is written, put to the person, and answered once', () => {
    const asking = buildAsking();
    asking.issue(at, 'somebody', 1);
    expect(asking).toMatchObject({ state: 'asked', askedAt: at, version: 2 });
    asking.answer('refused', at, 2);
    expect(asking.state).toBe('refused');
    expect(() => asking.answer('given', at, 3)).toThrow(AskingNotOpen);
  });

  it('is not answered before it was put to the person', () => {
    expect(() => buildAsking().answer('given', at, 1)).toThrow(AskingNotOpen);
  });

  it('stays as it is once it was put to the person', () => {
    const asking = buildAsking();
    asking.issue(at, 'somebody', 1);
    expect(() => asking.rewrite(buildAsking(), at, 2)).toThrow(AskingNotOpen);
  });

  it('is not changed by somebody who has not seen its present state', () => {
    expect(() => buildAsking().issue(at, 'somebody', 4)).toThrow(Stale);
  });
});

describe('the terms of an asking', () => {
  const known = { today: '2026-11-20', birthDate: '2010-05-05' };
  const person = { givenBy: 'person' as const };
  it.each([
    { terms: { ...person, validity: 'years' as const, validYears: 3 }, fields: [] },
    { terms: { ...person, validity: 'years' as const, validYears: 4 }, fields: ['validYears'] },
    { terms: { ...person, validity: 'day' as const }, fields: ['validUntil'] },
    { terms: { ...person, validity: 'day' as const, validUntil: '2026-11-19' }, fields: ['validUntil'] },
    { terms: { ...person, validity: 'day' as const, validUntil: '2026-11-20' }, fields: [] },
    { terms: { ...person, validity: 'day' as const, validUntil: '2030-01-01' }, fields: ['validUntil'] },
    {
      terms: { validity: 'support' as const, givenBy: 'representative' as const },
      fields: ['representative', 'authority'],
    },
    {
      terms: {
        validity: 'support' as const,
        givenBy: 'representative' as const,
        authority: 'parent' as const,
        representative: '母',
      },
      fields: [],
    },
  ])('$terms: $fields', ({ terms, fields }) => {
    expect(problemsOfTerms(terms, known).map(({ field }) => field)).toEqual(fields);
  });

  it('let no parent decide for somebody of age', () => {
    const terms = {
      validity: 'support',
      givenBy: 'representative',
      authority: 'parent',
      representative: '母',
    } as const;
    const problems = problemsOfTerms(terms, { today: '2028-05-05', birthDate: '2010-05-05' });
    expect(problems.map(({ field }) => field)).toEqual(['authority']);
  });

  it.each([
    { terms: { validity: 'years' as const, validYears: 1 }, last: '2027-11-19' },
    { terms: { validity: 'support' as const }, last: '2029-11-19' },
    { terms: { validity: 'day' as const, validUntil: '2027-03-31' }, last: '2027-03-31' },
  ])('$terms end on $last', ({ terms, last }) => {
    expect(lastDayFor(terms, '2026-11-20')).toBe(last);
  });
});
