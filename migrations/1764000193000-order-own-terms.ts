import type { MigrationInterface, QueryRunner } from 'typeorm';

const lists = ['agency_type', 'service_kind'];

/** What a network has added it can put between the others, which it may not touch, and take away again while nobody uses it. */
export class OrderOwnTerms1764000193000 implements MigrationInterface {
  name = 'OrderOwnTerms1764000193000';

  async up(db: QueryRunner): Promise<void> {
    for (const list of lists)
      await db.query(`
        -- Between two places there is always another one.
        ALTER TABLE portal.${list} ALTER sort TYPE numeric;
        CREATE POLICY ${list}_removed_by_secretariat ON portal.${list} FOR DELETE TO portal_app
          USING (added_by_network AND (SELECT sec.actor_role()) = 'secretariat');
        GRANT DELETE ON portal.${list} TO portal_app;
      `);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const list of lists)
      await db.query(`
        REVOKE DELETE ON portal.${list} FROM portal_app;
        DROP POLICY ${list}_removed_by_secretariat ON portal.${list};
        UPDATE portal.${list} t SET sort = o.place
        FROM (SELECT code, row_number() OVER (ORDER BY sort, code) AS place FROM portal.${list}) o WHERE o.code = t.code;
        ALTER TABLE portal.${list} ALTER sort TYPE smallint;
      `);
  }
}
