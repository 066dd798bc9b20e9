import { Injectable } from '@nestjs/common';
import { anonymous, Clock, Database } from '#libs/platform';
import { Taxonomies } from '../area/taxonomies.js';
import { HsdsTerms, type ServiceKindRow } from './hsds.terms.js';

const keptMilliseconds = 60_000;

/** The taxonomies of the feed. They hardly ever change, so they are put together once a minute. */
@Injectable()
export class HsdsTermsQueries {
  private kept: { until: number; terms: HsdsTerms } | undefined;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly taxonomies: Taxonomies,
  ) {}

  async current(): Promise<HsdsTerms> {
    const now = this.clock.now().getTime();
    if (this.kept && now < this.kept.until) return this.kept.terms;
    const kinds = await this.db.read<ServiceKindRow & Record<string, unknown>>(anonymous, {
      name: 'directory.hsds.kinds',
      sql: 'SELECT code, name, wam_code AS "wamCode" FROM portal.service_kind ORDER BY sort, code',
    });
    const terms = new HsdsTerms(await this.taxonomies.refreshed(anonymous), kinds);
    this.kept = { until: now + keptMilliseconds, terms };
    return terms;
  }
}
