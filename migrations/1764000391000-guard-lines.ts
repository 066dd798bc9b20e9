import type { MigrationInterface, QueryRunner } from 'typeorm';

// The table of moves (libs/referrals, referral.status.ts) as the database keeps it; test/security compares the two.
const moves: Readonly<Record<'source' | 'recipient', readonly (readonly [from: string, to: string])[]>> = {
  source: [
    ['queued', 'sent'],
    ['info_requested', 'reviewing'],
    ['proposed', 'reviewing'],
    ['reported', 'completed'],
    ...pairs('unanswered', 'cancelled'),
    ['accepted', 'cancelled'],
    ['suspended', 'cancelled'],
    ...pairs('open', 'person_declined'),
    ...pairs('open', 'error'),
    ...pairs('ended', 'error'),
  ],
  recipient: [
    ['sent', 'received'],
    ['received', 'reviewing'],
    ...['info_requested', 'proposed', 'waitlisted', 'redirected'].flatMap((to) => [
      ['received', to] as const,
      ['reviewing', to] as const,
    ]),
    ...['sent', 'received', 'reviewing', 'waitlisted'].map((from) => [from, 'accepted'] as const),
    ...pairs('unanswered', 'declined'),
    ['accepted', 'in_progress'],
    ['in_progress', 'reported'],
    ['accepted', 'failed'],
    ['in_progress', 'failed'],
    ['in_progress', 'cancelled'],
    ...pairs('open', 'person_declined'),
  ],
};

function pairs(from: 'unanswered' | 'open' | 'ended', to: string): (readonly [string, string])[] {
  const unanswered = ['sent', 'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted'];
  const open = [...unanswered, 'accepted', 'in_progress', 'reported', 'suspended'];
  const ended = [
    'completed',
    'declined',
    'redirected',
    'cancelled',
    'person_declined',
    'not_selected',
    'expired',
    'failed',
  ];
  return { unanswered, open, ended }[from].map((state) => [state, to] as const);
}

const rows = (Object.keys(moves) as (keyof typeof moves)[])
  .flatMap((side) => moves[side].map(([from, to]) => `('${side}', '${from}', '${to}')`))
  .join(', ');

/**
 * What a recipient may read depends on where its line stands, so the database knows, too, who may move a line from where to
 * where: an ended line that its recipient set back would open the package again.
 */
export class GuardLines1764000391000 implements MigrationInterface {
  name = 'GuardLines1764000391000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION portal.line_may_move(side text, was text, becomes text) RETURNS boolean
      LANGUAGE sql IMMUTABLE SET search_path = '' AS $$ SELECT (side, was, becomes) IN (VALUES ${rows}) $$;
      CREATE FUNCTION portal.guard_line() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      DECLARE
        is_source boolean := OLD.source_agency_id IS NOT DISTINCT FROM sec.case_agency();
      BEGIN
        IF NEW.status <> OLD.status AND NOT portal.line_may_move(CASE WHEN is_source THEN 'source' ELSE 'recipient' END, OLD.status, NEW.status)
           AND NOT (is_source AND OLD.status = 'suspended' AND NEW.status = OLD.suspended_from) THEN
          RAISE EXCEPTION 'a line does not move like this' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF NOT is_source AND (OLD.mode, OLD.position, OLD.package_version, OLD.selected_at)
             IS DISTINCT FROM (NEW.mode, NEW.position, NEW.package_version, NEW.selected_at) THEN
          RAISE EXCEPTION 'the source says how and what it asks' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF OLD.status <> 'queued' AND NEW.mode <> OLD.mode THEN
          RAISE EXCEPTION 'what was sent is sent in its mode' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION portal.line_may_move(text, text, text), portal.guard_line() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.line_may_move(text, text, text), portal.guard_line() TO portal_app;
      -- The look-ups that move lines by rule have rules of their own.
      CREATE TRIGGER line_is_guarded BEFORE UPDATE ON portal.referral_line
        FOR EACH ROW WHEN (current_user = 'portal_app') EXECUTE FUNCTION portal.guard_line();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER line_is_guarded ON portal.referral_line;
      DROP FUNCTION portal.guard_line(), portal.line_may_move(text, text, text);
    `);
  }
}
