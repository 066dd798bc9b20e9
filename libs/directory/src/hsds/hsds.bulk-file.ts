import { Injectable } from '@nestjs/common';
import { type BulkImprint, HsdsBulk } from './hsds.bulk.js';
import { HsdsFeedStamp } from './hsds.feed-stamp.js';

interface StampedFile {
  readonly stamp: string;
  readonly octets: Buffer;
}

/**
 * The bulk file, put together once for as long as nothing in the feed changes: it takes seconds of work, and anybody may ask
 * for it. Only one is made at a time.
 */
@Injectable()
export class HsdsBulkFile {
  private kept: StampedFile | undefined;
  private running: Promise<StampedFile> | undefined;
  private next: Promise<StampedFile> | undefined;

  constructor(
    private readonly bulk: HsdsBulk,
    private readonly stamp: HsdsFeedStamp,
  ) {}

  /** The file as the feed stands; whoever asks while one is being made waits for the next, which all of them share. */
  async current(imprint: () => Promise<BulkImprint>): Promise<Buffer> {
    const stamp = await this.stamp.current();
    if (this.kept?.stamp === stamp) return this.kept.octets;
    // What is being made now may have begun before something was withdrawn.
    this.next ??= this.afterRunning(imprint);
    return (await this.next).octets;
  }

  private async afterRunning(imprint: () => Promise<BulkImprint>): Promise<StampedFile> {
    await this.running?.catch(() => undefined);
    this.running = this.next;
    this.next = undefined;
    const stamp = await this.stamp.current();
    // The one that was waited for may be the one that is wanted.
    if (this.kept?.stamp !== stamp) this.kept = { stamp, octets: await this.bulk.zip(await imprint()) };
    return this.kept;
  }
}
