import { referralTypeCodes } from '../referral.codes.js';
import { linesByCategory, missingIn, particularsFor } from './particulars.js';
import { typeRow } from './referral-types.js';
import { typeField } from './type-fields.js';

describe('the types of referral', () => {
  it.each(referralTypeCodes.map((type) => ({ type })))(
    '$type asks for fields of its own, and for some of them before it is sent',
    ({ type }) => {
      const { fields, required } = typeRow(type);
      expect(new Set(fields).size).toBe(fields.length);
      expect(fields.length).toBeGreaterThanOrEqual(3);
      expect(required.length).toBeGreaterThan(0);
      expect(missingIn(type, {}).map(({ code }) => code)).toEqual(required);
      for (const code of required) {
        expect(fields).toContain(code);
        // Nobody could fill in what is worked out.
        expect(typeField(code).derived).toBeUndefined();
      }
    },
  );

  it('keep days as computers do, whatever people read', () => {
    const values = particularsFor('retention_end', { employedOn: '2023-05-20' }, { birthDate: null });
    expect(values).toMatchObject({ retentionEndsOn: '2026-11-19', proposeBy: '2026-10-19' });
    const lines = linesByCategory('retention_end', values).get('employment');
    expect(lines).toContainEqual({ label: '満了前の打診の期限', text: '2026-10-19' });
  });
});
