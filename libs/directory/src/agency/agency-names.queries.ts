import { Injectable } from '@nestjs/common';
import { AuthDatabase, Database, type SessionHolder } from '#libs/platform';

/** The names of agencies, for those who hold only their ids. */
@Injectable()
export class AgencyNames {
  constructor(
    private readonly db: Database,
    private readonly authDatabase: AuthDatabase,
  ) {}

  /** The names of these agencies by id; unknown ids are left out. */
  async of(actor: SessionHolder, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.read<{ id: string; name: string }>(
      actor,
      { name: 'agency.names', sql: 'SELECT id, name FROM portal.agency WHERE id = ANY($1::uuid[])' },
      [[...new Set(ids)]],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** The name of the agency that invites somebody who is not signed in yet. */
  async ofInvitation(id: string): Promise<string> {
    const [row] = await this.authDatabase.query<{ name: string }>(
      'SELECT name FROM portal.agency WHERE id = $1',
      [id],
    );
    return row?.name ?? '';
  }
}
