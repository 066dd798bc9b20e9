import fc from 'fast-check';
import { domainOf, oneAddress, senderFrom } from './address.js';
import { AddressRefused } from './mail.errors.js';

describe('one address', () => {
  it.each(['hanako@example.jp', 'h.yamada+desk@mail.example.co.jp', "o'neil@example.jp", 'desk@mailhost'])(
    'takes %s',
    (address) => expect(oneAddress(address)).toBe(address),
  );

  it.each([
    ['a second recipient behind a line break', 'a@example.jp\r\nBcc: b@example.jp'],
    ['a line break alone', 'a@example.jp\n'],
    ['a list', 'a@example.jp, b@example.jp'],
    ['a list with semicolons', 'a@example.jp;b@example.jp'],
    ['a name in front', '山田 <a@example.jp>'],
    ['angle brackets', '<a@example.jp>'],
    ['two signs', 'a@b@example.jp'],
    ['a quoted part that may hold anything', '"a, b@example.org"@example.jp'],
    ['a comment', 'a(comment)@example.jp'],
    ['no domain', 'a@'],
    ['no user', '@example.jp'],
    ['a dot at the end', 'a@example.jp.'],
    ['two dots', 'a..b@example.jp'],
    ['an address literal', 'a@[127.0.0.1]'],
    ['white space', 'a @example.jp'],
    ['a NUL', 'a\0@example.jp'],
    ['full-width letters', 'ａ@example.jp'],
    ['nothing', ''],
    ['too much', `a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(63)}.jp`],
  ])('refuses %s', (_, text) => expect(() => oneAddress(text)).toThrow(AddressRefused));

  it('never lets white space, brackets, commas or a second @ through', () => {
    const near = fc.stringMatching(/^[a-z@.,;<>"\s\r\n-]{0,30}$/);
    const alone = /^[^\s<>,;"@]+@[^\s<>,;"@]+$/;
    const misread = fc.sample(near, 5000).filter((text) => isTaken(text) && !alone.test(text));
    expect(misread).toEqual([]);
  });
});

describe('the sender', () => {
  it.each([
    ['連携ポータル <no-reply@portal.example.jp>', '連携ポータル', 'no-reply@portal.example.jp'],
    ['"連携, ポータル" <a@example.jp>', '連携, ポータル', 'a@example.jp'],
    ['a@example.jp', '', 'a@example.jp'],
  ])('reads %s', (text, name, address) => expect(senderFrom(text)).toEqual({ name, address }));

  it.each(['連携ポータル', '連携ポータル <>', 'x <a@example.jp> y', 'x\r\nBcc: b@example.jp <a@example.jp>'])(
    'refuses %j',
    (text) => expect(() => senderFrom(text)).toThrow(AddressRefused),
  );

  it('signs with its domain', () =>
    expect(domainOf({ name: '', address: 'a@mail.example.jp' })).toBe('mail.example.jp'));
});

function isTaken(text: string): boolean {
  try {
    return oneAddress(text) === text;
  } catch {
    return false;
  }
}
