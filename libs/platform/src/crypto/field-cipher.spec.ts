import fc from 'fast-check';
import { newDataKey, open, openText, seal, sealText, Unreadable } from './field-cipher.js';

const place = 'person|name|0198';

describe('a sealed field', () => {
  const key = newDataKey();

  it('opens to what was sealed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(openText(key, place, sealText(key, place, text))).toBe(
          Buffer.from(text, 'utf8').toString('utf8'),
        );
      }),
    );
  });

  it('never looks the same twice', () => {
    expect(seal(key, place, Buffer.from('山田'))).not.toEqual(seal(key, place, Buffer.from('山田')));
  });

  it('does not open in another place, so rows cannot be swapped', () => {
    expect(() => open(key, 'person|name|0199', seal(key, place, Buffer.from('山田')))).toThrow(Unreadable);
  });

  it('does not open with another key', () => {
    expect(() => open(newDataKey(), place, seal(key, place, Buffer.from('山田')))).toThrow(Unreadable);
  });

  it('does not open after any single bit has changed', () => {
    const sealed = seal(key, place, Buffer.from('障害者手帳2級'));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: sealed.length * 8 - 1 }), (bit) => {
        const altered = Buffer.from(sealed);
        altered[bit >> 3]! ^= 1 << (bit & 7);
        expect(() => open(key, place, altered)).toThrow(Unreadable);
      }),
    );
  });

  it('does not open with a tag cut to four octets', () => {
    const sealed = seal(key, place, Buffer.from('山田'));
    const cut = Buffer.concat([sealed.subarray(0, 17), sealed.subarray(29)]);
    expect(() => open(key, place, cut)).toThrow(Unreadable);
  });

  it('keeps nothing as nothing', () => {
    expect(sealText(key, place, null)).toBeNull();
    expect(openText(key, place, null)).toBeNull();
  });
});
