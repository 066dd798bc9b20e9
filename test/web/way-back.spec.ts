import { safeWayBack } from '../../apps/web/src/lib/way-back.js';

describe('the way back after signing in', () => {
  it('leads to a page of the portal', () => {
    expect(safeWayBack('/referrals?box=sent')).toBe('/referrals?box=sent');
  });

  it.each([
    null,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/sign-in',
  ])('never elsewhere (%s)', (back) => {
    expect(safeWayBack(back)).toBe('/');
  });
});
