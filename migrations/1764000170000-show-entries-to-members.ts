import type { MigrationInterface, QueryRunner } from 'typeorm';

const isMember = '(SELECT sec.actor_agency()) IS NOT NULL';
const isSignedIn = '(SELECT sec.actor_account()) IS NOT NULL';
const keeps = `(agency_id = (SELECT sec.actor_agency()) OR (SELECT sec.actor_role()) = 'secretariat')`;
const seen = [
  'agency',
  'service',
  'contact_window',
  'vacancy',
  'agency_area',
  'trainee_offer',
  'publication',
];

/** What members of the network see of an entry: nobody else, though they have an account and are signed in. */
export class ShowEntriesToMembers1764000170000 implements MigrationInterface {
  name = 'ShowEntriesToMembers1764000170000';

  async up(db: QueryRunner): Promise<void> {
    for (const table of seen)
      await db.query(`
        ALTER POLICY ${table}_seen_by_signed_in ON portal.${table} USING (${isMember});
        ALTER POLICY ${table}_seen_by_signed_in ON portal.${table} RENAME TO ${table}_seen_by_members;
      `);
    await db.query(`
      -- Whoever has left the agency for which they acted must see which others they may act for.
      CREATE POLICY agency_seen_by_own_people ON portal.agency FOR SELECT TO portal_app
        USING (id IN (SELECT m.agency_id FROM portal.membership m
                      WHERE m.account_id = (SELECT sec.actor_account()) AND m.ended_at IS NULL));
      ALTER POLICY agency_file_seen_by_signed_in ON portal.agency_file
        USING (${isMember} AND (visibility <> 'own' OR ${keeps}));
      ALTER POLICY agency_file_seen_by_signed_in ON portal.agency_file RENAME TO agency_file_seen_by_members;
      ALTER POLICY entry_change_announced ON portal.entry_change
        USING (state = 'planned' AND kind = 'status' AND ${isMember});
      ALTER POLICY search_card_seen ON portal.search_card USING (face = 'public' OR ${isMember});
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY agency_seen_by_own_people ON portal.agency;
      ALTER POLICY search_card_seen ON portal.search_card USING (face = 'public' OR ${isSignedIn});
      ALTER POLICY entry_change_announced ON portal.entry_change
        USING (state = 'planned' AND kind = 'status' AND ${isSignedIn});
      ALTER POLICY agency_file_seen_by_members ON portal.agency_file RENAME TO agency_file_seen_by_signed_in;
      ALTER POLICY agency_file_seen_by_signed_in ON portal.agency_file
        USING (${isSignedIn} AND (visibility <> 'own' OR ${keeps}));
    `);
    for (const table of seen)
      await db.query(`
        ALTER POLICY ${table}_seen_by_members ON portal.${table} RENAME TO ${table}_seen_by_signed_in;
        ALTER POLICY ${table}_seen_by_signed_in ON portal.${table} USING (${isSignedIn});
      `);
  }
}
