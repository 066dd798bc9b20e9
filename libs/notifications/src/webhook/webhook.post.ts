import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { lookupWithin, requireReach, type WebhookReach } from './webhook.address.js';

/** What came of one try: the status that was answered, or why none was. */
export interface PostOutcome {
  readonly status: number | null;
  /** Null where it arrived. */
  readonly code: string | null;
  readonly durationMs: number;
}

/** Posts a message to an address that somebody has registered. What is answered is not read. */
export class WebhookPost {
  constructor(
    private readonly reach: WebhookReach,
    /** In milliseconds, for all of it. */
    private readonly within: number,
  ) {}

  /** Never throws: whatever went wrong is the outcome. */
  async send(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<PostOutcome> {
    const begun = performance.now();
    const outcome = (status: number | null, code: string | null): PostOutcome => ({
      status,
      code,
      durationMs: Math.round(performance.now() - begun),
    });
    try {
      const status = await this.post(new URL(url), headers, body);
      // A redirect is not followed: whoever may not be called could be behind it.
      return outcome(status, status >= 200 && status < 300 ? null : `http.${status}`);
    } catch (error) {
      return outcome(null, codeOfTrouble(error));
    }
  }

  private post(url: URL, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
    requireReach(url, this.reach);
    const request = url.protocol === 'https:' ? requestSecure : requestPlain;
    return new Promise((resolve, reject) => {
      const call = request(
        url,
        {
          method: 'POST',
          // A connection of its own, to the address that was just looked at.
          agent: false,
          lookup: lookupWithin(this.reach),
          signal: AbortSignal.timeout(this.within),
          headers: {
            ...headers,
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(body),
            'user-agent': 'renkei-portal-webhooks/1',
          },
        },
        (answer) => {
          resolve(answer.statusCode ?? 0);
          answer.destroy();
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }
}

function codeOfTrouble(error: unknown): string {
  const { name, code } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError' || name === 'AbortError') return 'timeout';
  if (code === 'address.refused') return code;
  return `net.${(typeof code === 'string' ? code : 'unknown').toLowerCase()}`;
}
