import { Injectable } from '@nestjs/common';
import { AuthDatabase } from '#libs/platform';
import type { Role } from './actor.js';

/** A live session as the database has it at this moment. */
export interface SessionRow {
  id: string;
  token_hash: Buffer;
  account_id: string;
  account_name: string;
  agency_id: string | null;
  role: Role | null;
  idle_until: Date;
  expires_at: Date;
  due_for_touch: boolean;
}

interface Waiting {
  readonly hash: Buffer;
  readonly answer: (row: SessionRow | undefined) => void;
  readonly fail: (error: unknown) => void;
}

const liveSessions = {
  name: 'session.find',
  sql: `SELECT s.id, s.token_hash, s.account_id, a.name AS account_name, m.agency_id, m.role, s.idle_until, s.expires_at,
          s.touched_at < now() - interval '1 minute' AS due_for_touch
        FROM auth.session s
        JOIN portal.account a ON a.id = s.account_id AND a.status = 'active'
        LEFT JOIN portal.membership m
          ON m.account_id = s.account_id AND m.agency_id = s.agency_id AND m.ended_at IS NULL
        WHERE s.token_hash = ANY($1) AND s.ended_at IS NULL AND s.expires_at > now() AND s.idle_until > now()`,
};

/**
 * Looks live sessions up. Every request asks anew; those that arrive in the same moment share one question, so that a
 * busy morning costs the database little more than a quiet one.
 */
@Injectable()
export class SessionLookups {
  private waiting: Waiting[] = [];

  constructor(private readonly db: AuthDatabase) {}

  /** The live session with this token hash, with its account and membership of this moment. */
  find(hash: Buffer): Promise<SessionRow | undefined> {
    return new Promise((answer, fail) => {
      if (this.waiting.length === 0) setImmediate(() => void this.ask());
      this.waiting.push({ hash, answer, fail });
    });
  }

  private async ask(): Promise<void> {
    const asked = this.waiting;
    this.waiting = [];
    try {
      const rows = await this.db.prepared<SessionRow>(liveSessions, [asked.map(({ hash }) => hash)]);
      const found = new Map(rows.map((row) => [row.token_hash.toString('hex'), row]));
      for (const { hash, answer } of asked) answer(found.get(hash.toString('hex')));
    } catch (error) {
      for (const { fail } of asked) fail(error);
    }
  }
}
