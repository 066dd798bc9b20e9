import { writtenPostalCode } from '../../apps/web/src/lib/postal-code.js';

describe('a postal code', () => {
  it.each([
    ['9999201', '〒999-9201'],
    ['999-9201', '〒999-9201'],
    ['99', '〒99'],
  ])('%s is written %s', (code, written) => {
    expect(writtenPostalCode(code)).toBe(written);
  });
});
