import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { anonymous, Clock, Database } from '#libs/platform';

/** One short text that is another one as soon as anything in the open data is. */
@Injectable()
export class HsdsFeedStamp {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async current(): Promise<string> {
    const [row] = await this.db.read<{ stamp: string }>(anonymous, {
      name: 'directory.hsds.stamp',
      sql: `SELECT concat_ws('|',
          -- Not the latest change: of two changes at once, the one that began first may be committed last.
          (SELECT count(*) || ' ' || coalesce(sum((extract(epoch FROM changed_at) * 1000000)::bigint), 0)
           FROM portal.public_doc WHERE in_open_data),
          (SELECT md5(string_agg(code || name || sort, ',' ORDER BY code)) FROM portal.service_kind),
          (SELECT md5(string_agg(code || name || sort, ',' ORDER BY code)) FROM portal.agency_type),
          (SELECT md5(string_agg(code || name, ',' ORDER BY code)) FROM portal.area),
          (SELECT network_name FROM portal.directory_settings)) AS stamp`,
    });
    // Free places lapse and services end with the day.
    return createHash('sha256')
      .update(`${row!.stamp}|${this.clock.today()}`)
      .digest('base64url')
      .slice(0, 22);
  }
}
