import { Injectable } from '@nestjs/common';
import { Clock, Database, type SessionHolder } from '#libs/platform';
import { type AgencyTypeRow, type AreaRow, type ServiceKindRow, Taxonomy } from './taxonomy.js';

const keptMilliseconds = 60_000;

/** Reads the lists by which the directory is ordered. They hardly ever change, so they are read once a minute. */
@Injectable()
export class Taxonomies {
  private kept: { until: number; taxonomy: Taxonomy } | undefined;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async current(actor: SessionHolder): Promise<Taxonomy> {
    const now = this.clock.now().getTime();
    if (this.kept && now < this.kept.until) return this.kept.taxonomy;
    return this.refreshed(actor);
  }

  /** Read anew: an import may have brought an area that was not there a moment ago. */
  async refreshed(actor: SessionHolder): Promise<Taxonomy> {
    const [row] = await this.db.read<{ areas: AreaRow[]; types: AgencyTypeRow[]; kinds: ServiceKindRow[] }>(
      actor,
      {
        name: 'directory.taxonomy',
        sql: `SELECT
        (SELECT coalesce(json_agg(json_build_object('no', no, 'code', code, 'level', level, 'name', name, 'kana', kana,
          'parentCode', parent_code)), '[]') FROM portal.area) AS areas,
        (SELECT coalesce(json_agg(json_build_object('no', no, 'code', code, 'name', name) ORDER BY sort, code), '[]')
         FROM portal.agency_type) AS types,
        (SELECT coalesce(json_agg(json_build_object('no', no, 'code', code, 'name', name) ORDER BY sort, code), '[]')
         FROM portal.service_kind) AS kinds`,
      },
    );
    const taxonomy = new Taxonomy(row!.areas, row!.types, row!.kinds);
    this.kept = { until: this.clock.now().getTime() + keptMilliseconds, taxonomy };
    return taxonomy;
  }
}
