import { HsdsBulkFile } from './hsds.bulk-file.js';
import type { BulkImprint, HsdsBulk } from './hsds.bulk.js';
import type { HsdsFeedStamp } from './hsds.feed-stamp.js';

const imprint = () => Promise.resolve({} as BulkImprint);

/** A feed that can be changed, and a packer that says how many are at work. */
function buildFile() {
  const feed = { stamp: 'a', fails: false };
  const seen = { made: 0, atOnce: 0, most: 0 };
  const bulk = {
    async zip() {
      seen.made += 1;
      seen.most = Math.max(seen.most, (seen.atOnce += 1));
      const { stamp, fails } = feed;
      await new Promise((done) => setTimeout(done, 20));
      seen.atOnce -= 1;
      if (fails) throw new Error('away');
      return Buffer.from(stamp);
    },
  };
  const stamp = { current: () => Promise.resolve(feed.stamp) };
  return { feed, seen, file: new HsdsBulkFile(bulk as unknown as HsdsBulk, stamp as HsdsFeedStamp) };
}

describe('the bulk file', () => {
  it('is made once for everybody, and again only after a change', async () => {
    const { feed, seen, file } = buildFile();
    const all = await Promise.all(Array.from({ length: 20 }, () => file.current(imprint)));
    expect(all.map(String)).toEqual(all.map(() => 'a'));
    await file.current(imprint);
    expect(seen).toMatchObject({ made: 1, most: 1 });
    feed.stamp = 'b';
    expect(String(await file.current(imprint))).toBe('b');
    expect(seen.made).toBe(2);
  });

  it('never holds, for whoever asks after a change, what was before it, and is made by one at a time', async () => {
    const { feed, seen, file } = buildFile();
    const before = file.current(imprint);
    await new Promise((done) => setTimeout(done, 5));
    feed.stamp = 'b';
    const after = Array.from({ length: 5 }, () => file.current(imprint));
    expect((await Promise.all(after)).map(String)).toEqual(after.map(() => 'b'));
    expect(String(await before)).toBe('a');
    expect(seen).toMatchObject({ made: 2, most: 1 });
  });

  it('is made anew where making it failed', async () => {
    const { feed, file } = buildFile();
    feed.fails = true;
    await expect(file.current(imprint)).rejects.toThrow('away');
    feed.fails = false;
    expect(String(await file.current(imprint))).toBe('a');
  });
});
