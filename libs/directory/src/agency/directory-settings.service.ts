import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Actor, Member } from '#libs/identity';
import { Database, plainSql, Stale } from '#libs/platform';
import { type DirectorySettings, readDirectorySettings } from './directory-settings.js';

/** Keeps how the network runs its directory. */
@Injectable()
export class DirectoryRules {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** The settings as they stand now. */
  async current(actor: Actor): Promise<DirectorySettings> {
    return this.db.transaction(actor, (tx) => readDirectorySettings(plainSql(tx)));
  }

  /** The secretariat sets them. @throws {Stale} */
  async set(
    actor: Member,
    seenVersion: number,
    input: Omit<DirectorySettings, 'version'>,
  ): Promise<DirectorySettings> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [set] = await sql.query(
        `UPDATE portal.directory_settings
         SET network_name = $2, approval = $3, confirmation_month = $4, version = version + 1, updated_at = now()
         WHERE version = $1 RETURNING version`,
        [seenVersion, input.networkName, input.approval, input.confirmationMonth],
      );
      if (!set) throw new Stale((await readDirectorySettings(sql)).version);
      const { approval, confirmationMonth } = input;
      await this.audit.record(tx, actor, {
        action: 'directory_settings.set',
        details: { approval, confirmationMonth },
      });
      return readDirectorySettings(sql);
    });
  }
}
