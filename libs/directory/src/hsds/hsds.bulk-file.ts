import {
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, newId } from '#libs/platform';
import { type BulkImprint, HsdsBulk } from './hsds.bulk.js';
import { HsdsFeedStamp } from './hsds.feed-stamp.js';

/** The bulk file, open for reading: whoever replaces it meanwhile does not disturb whoever reads it. */
export interface OpenBulkFile {
  readonly handle: FileHandle;
  readonly octets: number;
  /** Another one as soon as a single octet is. */
  readonly tag: string;
}

const isFinished = /^hsds-[\w-]+\.zip$/;

/**
 * The bulk file, put together once for as long as nothing in the feed changes: it takes seconds of work, and anybody may ask
 * for it. It lies in the data folder, where all processes of a machine find it; a new one takes its place at once and whole. One
 * process makes only one at a time.
 */
@Injectable()
export class HsdsBulkFile {
  private folder: string;
  /** What an earlier version of the program made may look otherwise. */
  private readonly since = Date.now() - process.uptime() * 1000;
  private running: Promise<string> | undefined;
  private next: Promise<string> | undefined;

  constructor(
    private readonly bulk: HsdsBulk,
    private readonly stamp: HsdsFeedStamp,
    config: Config,
  ) {
    this.folder = join(config.dataDir, 'open-data');
  }

  /** The file as the feed stands, for the caller to close; whoever asks while one is being made waits for the next, which all of them share. */
  async open(imprint: () => Promise<BulkImprint>): Promise<OpenBulkFile> {
    const stamp = await this.stamp.current();
    if (await this.isThere(stamp)) {
      const file = await this.opened(stamp);
      if (file) return file;
    }
    for (;;) {
      // What is being made now may have begun before something was withdrawn.
      this.next ??= this.afterRunning(imprint);
      const file = await this.opened(await this.next);
      // Nothing where the feed has changed again, and another process has cleared away.
      if (file) return file;
    }
  }

  /** Answers the stamp of what lies there then. */
  private async afterRunning(imprint: () => Promise<BulkImprint>): Promise<string> {
    await this.running?.catch(() => undefined);
    this.running = this.next;
    this.next = undefined;
    const stamp = await this.stamp.current();
    // The one that was waited for may be the one that is wanted.
    if (!(await this.isThere(stamp))) await this.keep(stamp, await this.bulk.zip(await imprint()));
    return stamp;
  }

  private async keep(stamp: string, octets: Buffer): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
      await this.write(stamp, octets);
    } catch (error) {
      if (!isClosed(error)) throw error;
      // A container that may only read the data folder keeps the file to itself, in a folder that nobody else can foresee.
      this.folder = await mkdtemp(join(tmpdir(), 'portal-open-data-'));
      await this.write(stamp, octets);
    }
    for (const name of await readdir(this.folder)) {
      // What was published once and withdrawn since must not lie about.
      if (isFinished.test(name) && name !== nameOf(stamp)) await rm(join(this.folder, name), { force: true });
    }
  }

  private async write(stamp: string, octets: Buffer): Promise<void> {
    const unfinished = join(this.folder, `${newId()}.part`);
    try {
      await writeFile(unfinished, octets);
      await rename(unfinished, this.pathOf(stamp));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  private async isThere(stamp: string): Promise<boolean> {
    const found = await stat(this.pathOf(stamp)).catch(() => undefined);
    return found !== undefined && found.mtimeMs >= this.since;
  }

  private async opened(stamp: string): Promise<OpenBulkFile | undefined> {
    try {
      const handle = await open(this.pathOf(stamp));
      const { size, mtimeMs } = await handle.stat();
      return { handle, octets: size, tag: `${stamp}.${Math.round(mtimeMs).toString(36)}` };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  private pathOf(stamp: string): string {
    return join(this.folder, nameOf(stamp));
  }
}

function isClosed(error: unknown): boolean {
  return ['EROFS', 'EACCES', 'EPERM', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function nameOf(stamp: string): string {
  return `hsds-${stamp}.zip`;
}
