import { tries, waitAfter } from './patience.js';

describe('how long a job is tried', () => {
  it('doubles from a second to ten minutes', () => {
    expect([1, 2, 3, 4, 10, 11, 399].map((made) => waitAfter(made, 0) / 1000)).toEqual([
      1, 2, 4, 8, 512, 600, 600,
    ]);
  });

  it('spans 48 hours even when every wait is the shortest', () => {
    const waits = Array.from({ length: tries - 1 }, (_, index) => waitAfter(index + 1, 1));
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(48 * 3600 * 1000);
  });

  it('never waits longer than ten minutes', () => {
    for (let made = 1; made < 1100; made += 1) expect(waitAfter(made)).toBeLessThanOrEqual(600_000);
  });
});
