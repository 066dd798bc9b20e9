import type { MigrationInterface, QueryRunner } from 'typeorm';

const unanswered = `'sent', 'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted'`;
// From where a recipient says no, and from where it names another agency in its place.
const goesOn = (line: string, review: string) =>
  `(${line}.status IN ('received', 'reviewing') OR ${review}.verb = 'decline' AND ${line}.status IN (${unanswered}))`;
const plainly = (line: string) => `${line}.status IN (${unanswered})`;

const moving = 'portal.move_line_by_rule(uuid, text, text, text, text, text, text, text)';
const rules = [
  [`('decline', 'declined'))`, `('decline', 'declined'), ('redirect', 'redirected'))`],
  [`WHEN target = 'declined' THEN now()`, `WHEN target IN ('declined', 'redirected') THEN now()`],
] as const;
const deciding = 'portal.decide_decline(uuid, integer, text, text)';
const seenAsDecline = `SELECT l.status IN (${unanswered}) INTO goes_on FROM portal.referral_line l
      WHERE l.id = (SELECT d.line_id FROM portal.decline_review d WHERE d.id = review) FOR UPDATE;`;
const seenAsEither = `SELECT ${goesOn('l', 'd')} INTO goes_on FROM portal.referral_line l, portal.decline_review d
      WHERE l.id = d.line_id AND d.id = review FOR UPDATE OF l;`;

/**
 * Naming another agency ends what was asked like a refusal, and for the same reasons: where the network looks at refusals, it
 * looks at both, or one would be a way round the other.
 */
export class ReviewRedirections1764000408120 implements MigrationInterface {
  name = 'ReviewRedirections1764000408120';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.decline_review
        ADD verb text NOT NULL DEFAULT 'decline' CHECK (verb IN ('decline', 'redirect')),
        -- Whom the recipient names in its place.
        ADD agency_ids uuid[] NOT NULL DEFAULT '{}',
        ADD CONSTRAINT decline_review_names CHECK ((verb = 'redirect') = (cardinality(agency_ids) > 0));
    `);
    for (const [before, after] of rules) await rewrite(db, moving, before, after);
    await rewrite(db, deciding, seenAsDecline, seenAsEither);
    await remake(db, {
      listed: `, verb text, named text[]`,
      listing: `, d.verb, ARRAY(SELECT n.name FROM unnest(d.agency_ids) WITH ORDINALITY AS i (id, nth)
        JOIN portal.agency n ON n.id = i.id ORDER BY i.nth)`,
      moved: ', verb text',
      of: (review) => `, ${review}.verb`,
      goesOn,
    });
    await guard(db, `NEW.status IN ('declined', 'redirected')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await guard(db, `NEW.status = 'declined'`);
    await remake(db, { listed: '', listing: '', moved: '', of: () => '', goesOn: plainly });
    await rewrite(db, deciding, seenAsEither, seenAsDecline);
    for (const [before, after] of rules.toReversed()) await rewrite(db, moving, after, before);
    await db.query(`
      UPDATE portal.decline_review SET state = 'overtaken', decided_at = now() WHERE verb = 'redirect' AND state = 'waiting';
      ALTER TABLE portal.decline_review DROP verb, DROP agency_ids;
    `);
  }
}

interface Shape {
  readonly listed: string;
  readonly listing: string;
  readonly moved: string;
  readonly of: (review: string) => string;
  readonly goesOn: (line: string, review: string) => string;
}

/** What answers rows has another shape, so it is made anew. */
async function remake(db: QueryRunner, shape: Shape): Promise<void> {
  await db.query(`
    DROP FUNCTION sec.declines_to_review(), portal.declined_in(uuid), portal.lapse_decline(uuid, date);
    -- For the secretariat: number, agencies, code and days of what waits for it. Nothing about anybody.
    CREATE FUNCTION sec.declines_to_review()
    RETURNS TABLE (id uuid, number text, type text, source_agency_id uuid, source_agency text, agency_id uuid, agency text,
      reason text, proposed_at timestamptz, due_on date, version integer${shape.listed})
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
      SELECT d.id, r.number, r.type, d.source_agency_id, s.name, d.agency_id, a.name, d.reason, d.proposed_at, d.due_on, d.version
        ${shape.listing}
      FROM portal.decline_review d JOIN portal.referral r ON r.id = d.referral_id
      JOIN portal.referral_line l ON l.id = d.line_id AND ${shape.goesOn('l', 'd')}
      JOIN portal.agency a ON a.id = d.agency_id JOIN portal.agency s ON s.id = d.source_agency_id
      WHERE d.state = 'waiting' AND (SELECT sec.actor_role()) = 'secretariat'
      ORDER BY d.due_on, d.proposed_at LIMIT 500
    $$;
    -- For the clock: what has been agreed to, and what nobody has looked at in time.
    CREATE FUNCTION portal.declined_in(review uuid) RETURNS TABLE (referral_id uuid, line_id uuid, reason text${shape.moved})
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
      SELECT d.referral_id, d.line_id, d.reason${shape.of('d')} FROM portal.decline_review d WHERE d.id = review AND d.state = 'confirmed'
    $$;
    CREATE OR REPLACE FUNCTION sec.declines_due(on_day date) RETURNS TABLE (id uuid, referral_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
      SELECT d.id, d.referral_id FROM portal.decline_review d JOIN portal.referral_line l ON l.id = d.line_id
      WHERE d.state = 'waiting' AND (d.due_on < on_day OR NOT (${shape.goesOn('l', 'd')})) ORDER BY d.id
    $$;
    -- Of a referral that is held: the no stands, or the line has gone on without it. Answers what is to be moved.
    CREATE FUNCTION portal.lapse_decline(review uuid, on_day date)
    RETURNS TABLE (referral_id uuid, line_id uuid, reason text${shape.moved})
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
    #variable_conflict use_column
    DECLARE
      known portal.decline_review;
      goes_on boolean;
    BEGIN
      SELECT * INTO known FROM portal.decline_review d WHERE d.id = review AND d.state = 'waiting' FOR UPDATE;
      IF known.id IS NULL THEN RETURN; END IF;
      SELECT ${shape.goesOn('l', 'known')} INTO goes_on FROM portal.referral_line l WHERE l.id = known.line_id;
      IF goes_on AND known.due_on >= on_day THEN RETURN; END IF;
      UPDATE portal.decline_review d SET state = CASE WHEN goes_on THEN 'lapsed' ELSE 'overtaken' END, decided_at = now(),
        version = d.version + 1 WHERE d.id = review;
      IF goes_on THEN RETURN QUERY SELECT known.referral_id, known.line_id, known.reason${shape.of('known')}; END IF;
    END $$;
    ALTER FUNCTION sec.declines_to_review() OWNER TO policy_fn;
    ALTER FUNCTION portal.declined_in(uuid) OWNER TO policy_fn;
    ALTER FUNCTION portal.lapse_decline(uuid, date) OWNER TO policy_fn;
    REVOKE EXECUTE ON FUNCTION sec.declines_to_review(), portal.declined_in(uuid), portal.lapse_decline(uuid, date) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION sec.declines_to_review() TO portal_app;
    GRANT EXECUTE ON FUNCTION portal.declined_in(uuid), portal.lapse_decline(uuid, date) TO portal_worker;
  `);
}

/** Which ends of a line do not stand by the recipient's hand alone. */
async function guard(db: QueryRunner, ends: string): Promise<void> {
  await db.query(`
    DROP TRIGGER decline_is_reviewed ON portal.referral_line;
    CREATE TRIGGER decline_is_reviewed BEFORE UPDATE ON portal.referral_line FOR EACH ROW
      WHEN (OLD.status <> NEW.status AND ${ends} AND current_user = 'portal_app')
      EXECUTE FUNCTION portal.guard_decline();
  `);
}

/** Changes one place of a long function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(db: QueryRunner, signature: string, before: string, after: string): Promise<void> {
  const [found] = (await db.query(
    `SELECT pg_get_functiondef('${signature}'::regprocedure) AS definition`,
  )) as { definition: string }[];
  if (found?.definition.split(before).length !== 2) throw new Error(`${signature} reads otherwise`);
  await db.query(found.definition.replace(before, () => after));
}
