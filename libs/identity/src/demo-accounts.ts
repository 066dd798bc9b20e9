import { Injectable } from '@nestjs/common';
import { AuthDatabase } from '#libs/platform';
import type { Role } from './actor.js';

/** The domain of every demo account: reserved for examples (RFC 2606), so no mail ever reaches anybody. */
export const demoDomain = 'demo.example.jp';

/** The one password of the demo people. It opens invented data only: a demo region is made in an empty database alone. */
export const demoPassword = 'renkei-demo-password';

/** A demo person, ready to sign in. */
export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly agency: string;
  readonly agencyId: string;
  readonly role: Role;
}

/** Lists the people of the demo region. */
@Injectable()
export class DemoAccounts {
  constructor(private readonly db: AuthDatabase) {}

  /** Everybody of the demo, one row for each of their agencies; nobody in a portal without one. */
  async list(): Promise<DemoAccount[]> {
    const rows = await this.db.query<Omit<DemoAccount, 'password'>>(
      `SELECT l.email, a.name, g.name AS agency, g.id AS "agencyId", m.role
       FROM auth.login l JOIN portal.account a ON a.id = l.account_id AND a.status = 'active'
       JOIN portal.membership m ON m.account_id = a.id AND m.ended_at IS NULL
       JOIN portal.agency g ON g.id = m.agency_id
       WHERE l.email LIKE '%@' || $1 ORDER BY a.id, m.started_at, m.id`,
      [demoDomain],
    );
    return rows.map(({ email, name, agency, agencyId, role }) => ({
      email,
      password: demoPassword,
      name,
      agency,
      agencyId,
      role,
    }));
  }
}
