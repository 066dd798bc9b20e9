import type { MigrationInterface, QueryRunner } from 'typeorm';

const readable = `'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted', 'accepted', 'in_progress', 'reported'`;
const here = '(SELECT sec.case_agency())';

/** Something of what the source packed may still be told to the recipient of this line. */
const covered = (row: string) => `EXISTS (SELECT FROM portal.referral r JOIN portal.live_cover c
    ON c.person_id = r.person_id AND c.purpose = r.purpose AND c.category = ANY (r.categories)
  WHERE r.id = ${row}.referral_id AND c.recipient_agency_id = ${row}.agency_id)`;

/** The recipient of a line reads the words of the source while the line is open, its own and covered. */
const openTo = (row: string) => `(${row}.agency_id = ${here}
  AND EXISTS (SELECT FROM portal.referral_line l WHERE l.id = ${row}.line_id AND l.status IN (${readable}))
  AND NOT EXISTS (SELECT FROM portal.misdirection x WHERE x.line_id = ${row}.line_id)
  AND ${covered(row)})`;

/**
 * The time of an appointment stays known to both sides; its place, link and note close as messages do, and so lie in a table
 * of their own. What a person was told is written down for the own agency; the other side learns that it was told, and when.
 */
export class CloseWords1764000396000 implements MigrationInterface {
  name = 'CloseWords1764000396000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.appointment_words (
        appointment_id uuid PRIMARY KEY REFERENCES portal.appointment ON DELETE CASCADE,
        -- Place, web link and what to bring, sealed with the line's key.
        body bytea NOT NULL
      );
      -- Whoever moves the rows sees all of them.
      ALTER TABLE portal.appointment NO FORCE ROW LEVEL SECURITY;
      INSERT INTO portal.appointment_words (appointment_id, body) SELECT id, body FROM portal.appointment;
      ALTER TABLE portal.appointment DROP body;
      ALTER TABLE portal.appointment FORCE ROW LEVEL SECURITY;

      ALTER TABLE portal.appointment_words ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.appointment_words FORCE ROW LEVEL SECURITY;
      GRANT SELECT, INSERT ON portal.appointment_words TO portal_app;
      CREATE POLICY appointment_words_seen ON portal.appointment_words FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.appointment a WHERE a.id = appointment_id
          AND (a.offered_by_agency = ${here} OR a.source_agency_id = ${here} OR ${openTo('a')})));
      -- Words to the other side are told under the consent of this moment.
      CREATE POLICY appointment_words_written ON portal.appointment_words FOR INSERT TO portal_app
        WITH CHECK (EXISTS (SELECT FROM portal.appointment a WHERE a.id = appointment_id
          AND a.offered_by_agency = ${here} AND a.offered_by = (SELECT sec.actor_account())
          AND CASE WHEN a.source_agency_id = ${here} THEN ${covered('a')}
            ELSE EXISTS (SELECT FROM portal.referral r JOIN portal.live_cover c
              ON c.person_id = r.person_id AND c.purpose = 'report_back'
              WHERE r.id = a.referral_id AND c.recipient_agency_id = a.agency_id) END));

      ALTER TABLE portal.referral_message ADD told_on date, ADD CHECK (told_on IS NULL OR kind = 'told');
      ALTER POLICY message_body_seen ON portal.message_body
        USING (EXISTS (SELECT FROM portal.referral_message m WHERE m.id = message_id
          AND (m.by_agency_id = ${here}
            OR (m.kind NOT IN ('internal', 'told') AND (m.source_agency_id = ${here} OR ${openTo('m')})))));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER POLICY message_body_seen ON portal.message_body
        USING (EXISTS (SELECT FROM portal.referral_message m WHERE m.id = message_id
          AND (m.by_agency_id = ${here} OR m.source_agency_id = ${here} OR ${openTo('m')})));
      ALTER TABLE portal.referral_message DROP told_on;
      ALTER TABLE portal.appointment NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE portal.appointment_words NO FORCE ROW LEVEL SECURITY;
      -- An appointment without words keeps an empty body, which nobody opens.
      ALTER TABLE portal.appointment ADD body bytea NOT NULL DEFAULT '';
      UPDATE portal.appointment a SET body = w.body FROM portal.appointment_words w WHERE w.appointment_id = a.id;
      ALTER TABLE portal.appointment ALTER body DROP DEFAULT;
      ALTER TABLE portal.appointment FORCE ROW LEVEL SECURITY;
      DROP TABLE portal.appointment_words;
    `);
  }
}
