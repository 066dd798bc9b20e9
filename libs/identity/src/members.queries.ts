import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import type { Actor, Member, Role } from './actor.js';

/** A colleague. */
export interface MemberRow {
  membership_id: string;
  account_id: string;
  name: string;
  role: Role;
  started_at: Date;
}

/** One of the agencies for which an account may act. */
export interface OwnAgencyRow {
  agency_id: string;
  role: Role;
}

/** Reads memberships. */
@Injectable()
export class MembersQueries {
  constructor(private readonly db: Database) {}

  /** Everybody who belongs to the actor's agency now, managers first. */
  async colleagues(actor: Member): Promise<MemberRow[]> {
    return this.db.read<MemberRow>(
      actor,
      {
        name: 'members.colleagues',
        sql: `SELECT m.id AS membership_id, a.id AS account_id, a.name, m.role, m.started_at
              FROM portal.membership m JOIN portal.account a ON a.id = m.account_id
              WHERE m.agency_id = $1 AND m.ended_at IS NULL AND a.status = 'active'
              ORDER BY array_position(ARRAY['manager', 'acceptor', 'staff', 'secretariat'], m.role), a.name, a.id`,
      },
      [actor.agencyId],
    );
  }

  /** The agencies between which the actor may switch. */
  async ownAgencies(actor: Actor): Promise<OwnAgencyRow[]> {
    return this.db.read<OwnAgencyRow>(
      actor,
      {
        name: 'members.own-agencies',
        sql: `SELECT agency_id, role FROM portal.membership
              WHERE account_id = $1 AND ended_at IS NULL ORDER BY started_at, agency_id`,
      },
      [actor.accountId],
    );
  }
}
