import fc from 'fast-check';
import { hasRightCheckDigit, isWebAddress, tidied } from './field-forms.js';

const text = (form: Parameters<typeof tidied>[0], typed: string) => {
  const answer = tidied(form, typed);
  return 'text' in answer ? answer.text : null;
};

describe('a telephone number', () => {
  it.each([
    { typed: '０９９－０００－１１１１', tidy: '099-000-1111' },
    { typed: '(099) 000-1111', tidy: '099-000-1111' },
    { typed: '0990001111', tidy: '0990001111' },
    { typed: '090-0000-1111', tidy: '090-0000-1111' },
    { typed: '０９９ー０００ー１１１１', tidy: '099-000-1111' },
    { typed: '0120–000–111', tidy: '0120-000-111' },
  ])('may be written as $typed', ({ typed, tidy }) => expect(text('phone', typed)).toBe(tidy));

  it.each(['12', '99-000-1111', '099-000-111', '099-0000-11111', '099-000-1111（代表）', 'なし'])(
    'is not %s',
    (typed) => expect(text('phone', typed)).toBeNull(),
  );
});

describe('the other forms', () => {
  it.each([
    { form: 'postalCode', typed: '〒999-0001', tidy: '9990001' },
    { form: 'postalCode', typed: '９９９０００１', tidy: '9990001' },
    { form: 'officeNumber', typed: '13 1000 0001', tidy: '1310000001' },
    { form: 'email', typed: 'name.two@mail.example.jp', tidy: 'name.two@mail.example.jp' },
    { form: 'url', typed: 'https://example.jp/あ', tidy: 'https://example.jp/あ' },
    { form: 'corporationNumber', typed: 'T7000012050002', tidy: '7000012050002' },
  ] as const)('take $typed', ({ form, typed, tidy }) => expect(text(form, typed)).toBe(tidy));

  it.each([
    { form: 'postalCode', typed: '999-001' },
    { form: 'officeNumber', typed: '131000001' },
    { form: 'email', typed: 'name' },
    { form: 'email', typed: 'a@b' },
    { form: 'email', typed: 'a@b.jp, c@d.jp' },
    { form: 'url', typed: 'example.jp' },
    { form: 'url', typed: 'javascript:alert(1)' },
    { form: 'url', typed: 'https://user:secret@example.jp/' },
    { form: 'corporationNumber', typed: '8000012050002' },
    { form: 'corporationNumber', typed: '700001205000' },
  ] as const)('do not take $typed', ({ form, typed }) => expect(text(form, typed)).toBeNull());

  it('never turn a link into anything but a page', () => {
    fc.assert(fc.property(fc.webUrl(), (url) => isWebAddress(url)));
    fc.assert(fc.property(fc.string(), (typed) => !isWebAddress(`javascript:${typed}`)));
  });
});

describe('the check digit of a corporation number', () => {
  const digits = fc.stringMatching(/^\d{12}$/);
  const withCheckDigit = (twelve: string) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `${digit}${twelve}`).filter(hasRightCheckDigit);

  it('is one digit and no other', () => {
    fc.assert(fc.property(digits, (twelve) => withCheckDigit(twelve).length === 1));
  });

  it('notices one mistyped digit but 0 for 9', () => {
    fc.assert(
      fc.property(
        digits,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 8 }),
        (twelve, at, by) => {
          const right = withCheckDigit(twelve)[0]!;
          const typed = (Number(right[at]) + by) % 10;
          const isBlindSpot = Math.abs(typed - Number(right[at])) === 9;
          return isBlindSpot || !hasRightCheckDigit(right.slice(0, at) + typed + right.slice(at + 1));
        },
      ),
    );
  });
});
