import type { MigrationInterface, QueryRunner } from 'typeorm';

/** While the clock of a line stands still, whoever owes an answer to a question, a proposal or a wish is reminded once. */
export class RemindOfQuestions1764000344000 implements MigrationInterface {
  name = 'RemindOfQuestions1764000344000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.message_reminder (
        message_id uuid PRIMARY KEY REFERENCES portal.referral_message,
        at timestamptz NOT NULL DEFAULT now()
      );
      ALTER TABLE portal.message_reminder ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.message_reminder FORCE ROW LEVEL SECURITY;
      CREATE POLICY message_reminder_kept ON portal.message_reminder TO policy_fn USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT ON portal.message_reminder TO policy_fn;
      GRANT SELECT ON portal.referral_message TO policy_fn;

      -- What was asked without a day is owed after a week.
      CREATE FUNCTION portal.remind_of_messages(today date)
      RETURNS TABLE (referral_id uuid, line_id uuid, number text, by_agency_id uuid, tell_agency_id uuid)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      BEGIN
        RETURN QUERY
          WITH late AS (
            SELECT m.id, m.referral_id, m.line_id, m.by_agency_id,
              CASE WHEN m.by_agency_id = m.agency_id THEN m.source_agency_id ELSE m.agency_id END AS owed_by
            FROM portal.referral_message m JOIN portal.referral_line l ON l.id = m.line_id
            WHERE coalesce(m.due_on, (m.at AT TIME ZONE 'Asia/Tokyo')::date + 7) < today
              AND CASE m.kind WHEN 'question' THEN l.status = 'info_requested' WHEN 'proposal' THEN l.status = 'proposed'
                WHEN 'stop_request' THEN l.status = 'in_progress' ELSE false END
              AND NOT EXISTS (SELECT FROM portal.referral_message a WHERE a.answers = m.id)
          ), reminded AS (
            INSERT INTO portal.message_reminder (message_id) SELECT id FROM late ON CONFLICT DO NOTHING RETURNING message_id
          )
          SELECT l.referral_id, l.line_id, r.number, l.by_agency_id, l.owed_by
          FROM late l JOIN reminded d ON d.message_id = l.id JOIN portal.referral r ON r.id = l.referral_id;
      END $$;
      ALTER FUNCTION portal.remind_of_messages(date) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.remind_of_messages(date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.remind_of_messages(date) TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.remind_of_messages(date);
      DROP TABLE portal.message_reminder;
    `);
  }
}
