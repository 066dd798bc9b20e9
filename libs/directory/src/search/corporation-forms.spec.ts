import fc from 'fast-check';
import { nameKey } from './corporation-forms.js';
import { normalise } from './normalise.js';

describe('nameKey', () => {
  it.each([
    ['株式会社みどり', 'みどり'],
    ['みどり株式会社', 'みどり'],
    ['㈱みどり', 'みどり'],
    ['みどり（株）', 'みどり'],
    ['(福)みどり会', 'みどり会'],
    ['一般社団法人　みどり', 'みどり'],
    ['医療法人社団　健心会', '健心会'],
    ['社会福祉法人みどり会', 'みどり会'],
    ['特定非営利活動法人みどり', 'みどり'],
    ['ＮＰＯ法人みどり', 'みどり'],
    ['認定ＮＰＯ法人みどり', 'みどり'],
    ['株式会社　有限会社みどり', 'みどり'],
    ['独立行政法人高齢・障害・求職者雇用支援機構', '高齢障害求職者雇用支援機構'],
  ])('%s → %s', (name, key) => expect(nameKey(name)).toBe(key));

  it('keeps a name that is nothing but a form', () => {
    expect(nameKey('株式会社')).toBe('株式会社');
    expect(nameKey('㈱')).toBe(normalise('㈱'));
  });

  it('is stable and never empty for a name that says anything', () => {
    const part = fc.constantFrom(
      '株式会社',
      '社会福祉法人',
      '㈱',
      '（福）',
      '医療法人',
      '社団',
      'みどり',
      '会',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const name = parts.join('');
        const key = nameKey(name);
        expect(nameKey(key)).toBe(key);
        expect(key === '').toBe(normalise(name) === '');
      }),
    );
  });
});
