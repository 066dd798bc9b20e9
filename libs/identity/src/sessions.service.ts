import { Injectable } from '@nestjs/common';
import { AuthDatabase, newId, type SqlTx } from '#libs/platform';
import type { Actor } from './actor.js';
import { SessionLookups, type SessionRow } from './session-lookups.js';
import { hashOfToken, newSessionToken } from './session-token.js';

/** Minutes without a request after which a session ends. */
export const idleMinutes = 30;
const absoluteHours = 12;
const sessionsPerAccount = 5;

/** Where a request comes from, as the audit records it. */
export interface Origin {
  readonly requestId: string;
  readonly ip: string;
  readonly userAgent?: string;
}

/** A live session: the actor it stands for, and when it ends unless used. */
export interface LiveSession {
  readonly actor: Actor;
  readonly idleUntil: Date;
  readonly expiresAt: Date;
}

/** Begins, finds, extends, switches and ends sessions. Membership and account are read anew at every request. */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: AuthDatabase,
    private readonly lookups: SessionLookups,
  ) {}

  /** Begins a session for an account, for the agency it used last (or its first); the oldest beyond five ends. */
  async begin(tx: SqlTx, accountId: string, origin: Origin): Promise<string> {
    const token = newSessionToken();
    await tx.query(
      `INSERT INTO auth.session (id, token_hash, account_id, agency_id, idle_until, expires_at, ip, user_agent)
       VALUES ($1, $2, $3,
         (SELECT m.agency_id FROM portal.membership m
          LEFT JOIN LATERAL (SELECT max(s.created_at) AS used FROM auth.session s
                             WHERE s.account_id = m.account_id AND s.agency_id = m.agency_id) u ON true
          WHERE m.account_id = $3 AND m.ended_at IS NULL ORDER BY u.used DESC NULLS LAST, m.started_at LIMIT 1),
         now() + make_interval(mins => $4), now() + make_interval(hours => $5), $6, $7)`,
      [
        newId(),
        hashOfToken(token),
        accountId,
        idleMinutes,
        absoluteHours,
        origin.ip,
        origin.userAgent?.slice(0, 300),
      ],
    );
    await tx.query(
      `UPDATE auth.session SET ended_at = now() WHERE id IN (
         SELECT id FROM auth.session WHERE account_id = $1 AND ended_at IS NULL ORDER BY created_at DESC OFFSET $2)`,
      [accountId, sessionsPerAccount],
    );
    return token;
  }

  /** The live session behind a token, or nothing. Using it keeps it alive; that is written down once a minute at most. */
  async find(token: string, origin: Origin): Promise<LiveSession | undefined> {
    const row = await this.lookups.find(hashOfToken(token));
    if (!row) return undefined;
    const idleUntil = row.due_for_touch ? await this.touch(row.id) : row.idle_until;
    return { actor: actorOf(row, token, origin), idleUntil, expiresAt: row.expires_at };
  }

  /** Keeps the session alive for another half hour, within its absolute limit; answers until when. */
  async touch(sessionId: string): Promise<Date> {
    const [row] = await this.db.query<{ idle_until: Date }>(
      `UPDATE auth.session SET touched_at = now(), idle_until = least(expires_at, now() + make_interval(mins => $2))
       WHERE id = $1 RETURNING idle_until`,
      [sessionId, idleMinutes],
    );
    return row?.idle_until ?? new Date(0);
  }

  /** Acts for another of one's agencies from now on; false when the account does not belong to it. */
  async actFor(actor: Actor, agencyId: string): Promise<boolean> {
    const switched = await this.db.query(
      `UPDATE auth.session s SET agency_id = m.agency_id FROM portal.membership m
       WHERE s.id = $1 AND m.account_id = s.account_id AND m.agency_id = $2 AND m.ended_at IS NULL RETURNING s.id`,
      [actor.sessionId, agencyId],
    );
    return switched.length === 1;
  }

  /** Ends the session at once. */
  async end(actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query('UPDATE auth.session SET ended_at = now() WHERE id = $1 AND ended_at IS NULL', [
        actor.sessionId,
      ]);
      await tx.query(`SELECT audit.append_system('session.end', 'done', $1, 'session', $2, '{}', $3, $4)`, [
        actor.accountId,
        actor.sessionId,
        actor.requestId,
        actor.ip,
      ]);
    });
  }
}

function actorOf(row: SessionRow, token: string, origin: Origin): Actor {
  return {
    session: token,
    sessionId: row.id,
    accountId: row.account_id,
    accountName: row.account_name,
    agencyId: row.agency_id,
    role: row.role,
    requestId: origin.requestId,
    ip: origin.ip,
  };
}
