import { Invalid } from '#libs/platform';
import { soundNotice, stateOn } from './vacancy.js';

const today = '2026-11-20';

describe('what an agency tells about free places', () => {
  it.each([
    [{ available: 3 }, 'open'],
    [{ available: 0 }, 'none'],
    [{ available: 1, state: 'few' as const }, 'few'],
    [{ state: 'unknown' as const }, 'unknown'],
  ])('%j means %s', (notice, state) => {
    expect(soundNotice(notice, today)).toMatchObject({ state, goodUntil: null, note: null });
  });

  it.each([
    [{}],
    [{ available: null, state: null }],
    [{ available: 2, state: 'none' as const }],
    [{ available: 0, state: 'few' as const }],
    [{ available: 0, state: 'unknown' as const }],
    [{ available: 1, goodUntil: '2026-11-19' }],
  ])('%j is refused', (notice) => {
    expect(() => soundNotice(notice, today)).toThrow(Invalid);
  });

  it('holds good on its last day, and is unknown from the next', () => {
    expect(stateOn(today, { state: 'open', goodUntil: today })).toBe('open');
    expect(stateOn('2026-11-21', { state: 'open', goodUntil: today })).toBe('unknown');
    expect(stateOn('2099-01-01', { state: 'none', goodUntil: null })).toBe('none');
    expect(stateOn(today, null)).toBe('unknown');
  });
});
