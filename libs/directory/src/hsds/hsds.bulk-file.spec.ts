import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '#libs/platform';
import { HsdsBulkFile } from './hsds.bulk-file.js';
import type { BulkImprint, HsdsBulk } from './hsds.bulk.js';
import type { HsdsFeedStamp } from './hsds.feed-stamp.js';

const imprint = () => Promise.resolve({} as BulkImprint);

const dataDir = mkdtempSync(join(tmpdir(), 'portal-bulk-'));
const folder = join(dataDir, 'open-data');
beforeEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** What the file holds that is opened now. */
async function read(file: HsdsBulkFile): Promise<string> {
  const { handle, octets } = await file.open(imprint);
  const content = await handle.readFile('utf8');
  await handle.close();
  expect(octets).toBe(Buffer.byteLength(content));
  return content;
}

/** A feed that can be changed, and a packer that says how many are at work. */
function buildFile(place = dataDir) {
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
  const process = () =>
    new HsdsBulkFile(bulk as unknown as HsdsBulk, stamp as HsdsFeedStamp, { dataDir: place } as Config);
  return { feed, seen, file: process(), process };
}

describe('the bulk file', () => {
  it('is made once for everybody, and again only after a change', async () => {
    const { feed, seen, file } = buildFile();
    const all = await Promise.all(Array.from({ length: 20 }, () => read(file)));
    expect(all).toEqual(all.map(() => 'a'));
    await read(file);
    expect(seen).toMatchObject({ made: 1, most: 1 });
    feed.stamp = 'b';
    expect(await read(file)).toBe('b');
    expect(seen.made).toBe(2);
  });

  it('never holds, for whoever asks after a change, what was before it, and is made by one at a time', async () => {
    const { feed, seen, file } = buildFile();
    const before = read(file);
    while (seen.made === 0) await new Promise((done) => setTimeout(done, 1));
    feed.stamp = 'b';
    const after = Array.from({ length: 5 }, () => read(file));
    expect(await Promise.all(after)).toEqual(after.map(() => 'b'));
    // Whoever asked before may get either: the new one may have taken the place of the old one before they opened it.
    expect(['a', 'b']).toContain(await before);
    expect(seen).toMatchObject({ made: 2, most: 1 });
  });

  it('is made anew where making it failed', async () => {
    const { feed, file } = buildFile();
    feed.fails = true;
    await expect(read(file)).rejects.toThrow('away');
    feed.fails = false;
    expect(await read(file)).toBe('a');
  });

  it('is one file in the data folder, for every process that began before it, and nothing old stays beside it', async () => {
    const { feed, seen, file, process } = buildFile();
    await read(file);
    expect(await read(process())).toBe('a');
    expect(seen.made).toBe(1);
    expect(readdirSync(folder)).toEqual(['hsds-a.zip']);
    feed.stamp = 'b';
    await read(process());
    expect(readdirSync(folder)).toEqual(['hsds-b.zip']);
    // Left behind by an earlier version of the program.
    utimesSync(join(folder, 'hsds-b.zip'), 0, 0);
    await read(file);
    expect(seen.made).toBe(3);
  });

  it('is read to its end by whoever has it open, although another one has taken its place', async () => {
    const { feed, file } = buildFile();
    const { handle, tag } = await file.open(imprint);
    feed.stamp = 'b';
    const after = await file.open(imprint);
    expect(await handle.readFile('utf8')).toBe('a');
    expect(after.tag).not.toBe(tag);
    await handle.close();
    await after.handle.close();
  });

  it('lies elsewhere where nothing may be written into the data folder', async () => {
    const closed = join(dataDir, 'closed');
    writeFileSync(closed, 'not a folder');
    const { seen, file } = buildFile(closed);
    expect(await read(file)).toBe('a');
    expect(await read(file)).toBe('a');
    expect(seen.made).toBe(1);
  });
});
