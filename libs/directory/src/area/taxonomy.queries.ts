import { Injectable } from '@nestjs/common';
import { Database, type SessionHolder } from '#libs/platform';

/** The levels of the area tree. 都道府県・圏域・市区町村. */
export const areaLevels = ['prefecture', 'block', 'municipality'] as const;

/** An area of the tree prefecture, block, municipality. */
export interface AreaRow {
  code: string;
  level: (typeof areaLevels)[number];
  name: string;
  kana: string;
  parent_code: string | null;
}

/** A type of agency. */
export interface AgencyTypeRow {
  code: string;
  name: string;
}

/** Reads the lists by which the directory is ordered. */
@Injectable()
export class TaxonomyQueries {
  constructor(private readonly db: Database) {}

  /** Every area, the larger ones before what lies inside them. */
  async areas(actor: SessionHolder): Promise<AreaRow[]> {
    return this.db.read<AreaRow & Record<string, unknown>>(actor, {
      name: 'directory.areas',
      sql: `SELECT code, level, name, kana, parent_code FROM portal.area
            ORDER BY array_position(ARRAY['prefecture', 'block', 'municipality'], level), code`,
    });
  }

  /** Every type of agency, in the order in which a network lists them. */
  async agencyTypes(actor: SessionHolder): Promise<AgencyTypeRow[]> {
    return this.db.read<AgencyTypeRow & Record<string, unknown>>(actor, {
      name: 'directory.agency-types',
      sql: 'SELECT code, name FROM portal.agency_type ORDER BY sort, code',
    });
  }
}
