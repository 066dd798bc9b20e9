import { setTimeout as pause } from 'node:timers/promises';
import { Rhythm } from './rhythm.js';

describe('a rhythm', () => {
  const troubles: unknown[] = [];
  const begin = (every: number, beat: () => Promise<void>) => {
    const rhythm = new Rhythm(every, beat, (trouble) => troubles.push(trouble));
    rhythm.start();
    return rhythm;
  };

  it('never beats twice at the same time, and hears what rings during a beat', async () => {
    let at = 0;
    let most = 0;
    let beats = 0;
    const rhythm = begin(100_000, async () => {
      most = Math.max(most, ++at);
      beats += 1;
      await pause(5);
      at -= 1;
    });
    for (let ring = 0; ring < 20; ring += 1) {
      rhythm.ring();
      await pause(1);
    }
    await pause(20);
    await rhythm.stop();
    expect(most).toBe(1);
    expect(beats).toBeGreaterThan(2);
  });

  it('goes on after trouble', async () => {
    let beats = 0;
    const rhythm = begin(1, () => {
      beats += 1;
      return beats === 1 ? Promise.reject(new Error('once')) : Promise.resolve();
    });
    await pause(50);
    await rhythm.stop();
    expect(troubles).toHaveLength(1);
    expect(beats).toBeGreaterThan(1);
  });

  it('is silent once it was stopped', async () => {
    let beats = 0;
    const rhythm = begin(1, () => Promise.resolve(void (beats += 1)));
    await rhythm.stop();
    const before = beats;
    rhythm.ring();
    await pause(20);
    expect(beats).toBe(before);
  });
});
