import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../log.js';
import { codeOf } from '../trouble.js';
import { MailServerAway } from './mail.errors.js';

const firstProbe = 1000;
const slowestProbe = 60_000;

/**
 * Stands before the mail server. While the server is away nobody passes and one probe asks whether it is back, so that an
 * outage costs no tries and no flood of connections meets the returning server.
 */
export class MailServerGate {
  private waiting: { pass: () => void; refuse: (reason: Error) => void }[] | undefined;
  private readonly end = new AbortController();

  constructor(
    private readonly probe: () => Promise<unknown>,
    private readonly log: Logger,
  ) {}

  /**
   * Returns at once while the server is there, else when it is back.
   * @throws {MailServerAway} when the process stops first.
   */
  async pass(): Promise<void> {
    if (this.end.signal.aborted) throw new MailServerAway('smtp.stopping');
    const { waiting } = this;
    if (waiting) await new Promise<void>((pass, refuse) => waiting.push({ pass, refuse }));
  }

  /** The server is away: shuts until a probe succeeds. */
  shut(code: string): void {
    if (this.waiting || this.end.signal.aborted) return;
    this.waiting = [];
    this.log.warn({ code }, 'mail server away');
    void this.probeUntilBack();
  }

  /** Sends away whoever waits; the jobs are tried again by the next process. */
  close(): void {
    this.end.abort();
    const waiting = this.waiting ?? [];
    this.waiting = undefined;
    for (const { refuse } of waiting) refuse(new MailServerAway('smtp.stopping'));
  }

  private async probeUntilBack(): Promise<void> {
    for (let rest = firstProbe; ; rest = Math.min(rest * 2, slowestProbe)) {
      try {
        await pause(rest, undefined, { signal: this.end.signal, ref: false });
        await this.probe();
        break;
      } catch (error) {
        if (this.end.signal.aborted) return;
        this.log.debug({ code: codeOf(error) }, 'mail server still away');
      }
    }
    this.log.info('mail server back');
    const waiting = this.waiting ?? [];
    this.waiting = undefined;
    for (const { pass } of waiting) pass();
  }
}
