import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists of medical institutions are mostly clinics, which are neither hospitals nor clinics for the mind. The new types stand
 * before "other", which stays the last of those that every network has.
 */
export class KnowClinicsAndPharmacies1764000145000 implements MigrationInterface {
  name = 'KnowClinicsAndPharmacies1764000145000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TEMPORARY TABLE place_of_other ON COMMIT DROP AS SELECT sort FROM portal.agency_type WHERE code = 'other';
      UPDATE portal.agency_type SET sort = sort + 3 WHERE sort >= (SELECT sort FROM place_of_other);
      INSERT INTO portal.agency_type (code, name, sort)
      SELECT code, name, o.sort + at FROM place_of_other o,
        (VALUES ('clinic', '診療所', 0), ('dental_clinic', '歯科診療所', 1), ('pharmacy', '薬局', 2)) AS t (code, name, at)
      ON CONFLICT (code) DO NOTHING;
      DROP TABLE place_of_other;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE portal.agency SET type_code = 'other' WHERE type_code IN ('clinic', 'dental_clinic', 'pharmacy');
      DELETE FROM portal.agency_type WHERE code IN ('clinic', 'dental_clinic', 'pharmacy');
    `);
  }
}
