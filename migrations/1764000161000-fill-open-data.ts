import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists what was published before there was a list. */
export class FillOpenData1764000161000 implements MigrationInterface {
  name = 'FillOpenData1764000161000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      INSERT INTO portal.open_item (entity, id, agency_id, terms)
      SELECT 'service', (s ->> 'id')::uuid, d.agency_id, portal.terms_of_service(s) || portal.terms_of_agency(d.entry)
      FROM portal.public_doc d, jsonb_array_elements(d.entry -> 'services') l (s) WHERE d.in_open_data
      ON CONFLICT DO NOTHING;
      INSERT INTO portal.open_item (entity, id, agency_id, terms)
      SELECT 'organization', d.agency_id, d.agency_id, portal.terms_of_agency(d.entry) || coalesce(
        (SELECT array_agg(DISTINCT t.term)
         FROM jsonb_array_elements(d.entry -> 'services') l (s), unnest(portal.terms_of_service(s)) t (term)), '{}')
      FROM portal.public_doc d WHERE d.in_open_data
      ON CONFLICT DO NOTHING;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DELETE FROM portal.open_item');
  }
}
