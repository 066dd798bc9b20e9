import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = [
  ...[
    'internal',
    'shared',
    'told',
    'question',
    'answer',
    'proposal',
    'proposal_agreed',
    'proposal_turned_down',
  ],
  ...['onward', 'stop_request', 'stop_agreed', 'stop_refused', 'interim_report'],
];
const more = ['transfer_request', 'transfer_agreed', 'transfer_refused', 'transfer_withdrawn'];
const list = (codes: readonly string[]) => codes.map((code) => `'${code}'`).join(', ');

const reminding = 'portal.remind_of_messages(date)';
const reminded = `WHEN 'stop_request' THEN l.status = 'in_progress'`;
const remindedOfMore = `${reminded}
                WHEN 'transfer_request' THEN l.status IN ('accepted', 'in_progress', 'reported')`;

/** 移管の申し出: whoever supports somebody asks the source to hand the responsibility over, and the source answers. */
export class AskForTransfers1764000404100 implements MigrationInterface {
  name = 'AskForTransfers1764000404100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.referral_message DROP CONSTRAINT referral_message_kind_check,
        ADD CONSTRAINT referral_message_kind_check CHECK (kind IN (${list([...kinds, ...more])}));
      -- The recipient asks while it supports the person, in words that it may report back; the source answers what was asked.
      CREATE POLICY referral_message_about_transfer ON portal.referral_message AS RESTRICTIVE FOR INSERT TO portal_app
        WITH CHECK (CASE
          WHEN kind = 'transfer_request' THEN by_agency_id = agency_id
            AND EXISTS (SELECT FROM portal.referral_line l WHERE l.id = line_id AND l.status IN ('accepted', 'in_progress', 'reported'))
            AND EXISTS (SELECT FROM portal.referral r JOIN portal.live_cover c ON c.person_id = r.person_id AND c.purpose = 'report_back'
              WHERE r.id = referral_message.referral_id AND c.recipient_agency_id = referral_message.agency_id)
          WHEN kind = 'transfer_withdrawn' THEN by_agency_id = agency_id AND answers IS NOT NULL
          WHEN kind IN ('transfer_agreed', 'transfer_refused') THEN by_agency_id = source_agency_id AND answers IS NOT NULL
          ELSE true END);
    `);
    await rewrite(db, reminding, reminded, remindedOfMore);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, reminding, remindedOfMore, reminded);
    await db.query(`
      DROP POLICY referral_message_about_transfer ON portal.referral_message;
      ALTER TABLE portal.referral_message DROP CONSTRAINT referral_message_kind_check,
        ADD CONSTRAINT referral_message_kind_check CHECK (kind IN (${list(kinds)})) NOT VALID;
    `);
  }
}

/** Changes one place of a long function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(db: QueryRunner, signature: string, before: string, after: string): Promise<void> {
  const [found] = (await db.query(
    `SELECT pg_get_functiondef('${signature}'::regprocedure) AS definition`,
  )) as { definition: string }[];
  if (found?.definition.split(before).length !== 2) throw new Error(`${signature} reads otherwise`);
  await db.query(found.definition.replace(before, () => after));
}
