import type { MigrationInterface, QueryRunner } from 'typeorm';

const answering = 'portal.answer_sealed_link(bytea, bytea, text, uuid, bytea, uuid)';
const asking = 'portal.ask_next(uuid, text)';
const alone = `AND NOT EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = x.id AND l.status <> 'queued');`;
const aloneOutside = `AND NOT EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = x.id AND l.status <> 'queued')
          AND NOT EXISTS (SELECT FROM portal.outside_sending p WHERE p.referral_id = x.id AND p.id <> s.id AND p.state <> 'revoked');`;
const needed = 'AS needed (category) WHERE NOT EXISTS (';
// Who the person is may stay unsaid while an agency is only asked whether it could take somebody, as when a draft is sent.
const neededThen = `AS needed (category) WHERE NOT (request.purpose = 'intake' AND needed.category = 'identity') AND NOT EXISTS (`;
const allowed = 'AND g.purpose = request.purpose AND g.category = ANY (request.categories);';
const allowedSome = `${allowed}
        IF consents IS NULL THEN RETURN; END IF;`;
const told = `request.categories, 'sent', request.id, line`;
const toldThen = `ARRAY(SELECT t.category FROM unnest(request.categories) AS t (category) WHERE EXISTS (
            SELECT FROM portal.live_grant g WHERE g.person_id = request.person_id AND g.recipient_agency_id = asked.agency_id
              AND g.purpose = request.purpose AND g.category = t.category)), 'sent', request.id, line`;

/**
 * An agency outside the portal that has not answered is one that has not answered: a referral comes to nothing only when
 * nobody is left. And a sequential referral goes on without the name where its first agency was asked without it.
 */
export class CountOutsideAgencies1764000405500 implements MigrationInterface {
  name = 'CountOutsideAgencies1764000405500';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- How those outside stand, in the words for lines, for a party of the referral and for the clock: states alone. What was
      -- called back counts as if it had never been sent.
      CREATE FUNCTION sec.outside_of(referral uuid)
      RETURNS TABLE (status text, suspended_from text, selected_at timestamptz, closed_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT CASE o.state WHEN 'open' THEN 'sent' WHEN 'accepted' THEN 'in_progress' WHEN 'reported' THEN 'completed'
            ELSE 'declined' END, NULL, o.created_at,
          CASE WHEN o.state IN ('reported', 'declined') THEN
            (SELECT max(a.at) FROM portal.outside_answer a WHERE a.sending_id = o.id) END
        FROM portal.outside_sending o
        WHERE o.referral_id = referral AND o.state <> 'revoked'
          AND (session_user = 'portal_worker' OR o.source_agency_id = (SELECT sec.case_agency())
            OR EXISTS (SELECT FROM portal.referral_line p WHERE p.referral_id = referral
              AND p.agency_id = (SELECT sec.case_agency()) AND p.status <> 'queued'))
      $$;
      ALTER FUNCTION sec.outside_of(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.outside_of(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.outside_of(uuid) TO portal_app, portal_worker;

      -- What an answer from outside means for a referral that others were asked about, too.
      CREATE FUNCTION portal.settle_by_rule(referral uuid, seen text, outcome text) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        IF seen NOT IN ('active', 'matched') OR outcome NOT IN ('active', 'matched', 'completed', 'unfulfilled', 'withdrawn') THEN
          RAISE EXCEPTION 'no rule does this' USING ERRCODE = 'insufficient_privilege';
        END IF;
        UPDATE portal.referral r SET status = outcome, version = r.version + 1, updated_at = now()
        WHERE r.id = referral AND r.status = seen AND r.status <> outcome;
        RETURN FOUND;
      END $$;
      ALTER FUNCTION portal.settle_by_rule(uuid, text, text) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.settle_by_rule(uuid, text, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.settle_by_rule(uuid, text, text) TO portal_worker;
    `);
    await rewrite(db, answering, [[alone, aloneOutside]]);
    await rewrite(db, asking, [
      [needed, neededThen],
      [allowed, allowedSome],
      [told, toldThen],
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, asking, [
      [toldThen, told],
      [allowedSome, allowed],
      [neededThen, needed],
    ]);
    await rewrite(db, answering, [[aloneOutside, alone]]);
    await db.query('DROP FUNCTION portal.settle_by_rule(uuid, text, text), sec.outside_of(uuid)');
  }
}

/** Changes places of a function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(
  db: QueryRunner,
  signature: string,
  changes: readonly (readonly [before: string, after: string])[],
): Promise<void> {
  const [found] = (await db.query(
    `SELECT pg_get_functiondef('${signature}'::regprocedure) AS definition`,
  )) as { definition: string }[];
  let definition = found?.definition ?? '';
  for (const [before, after] of changes) {
    if (definition.split(before).length !== 2) throw new Error(`${signature} reads otherwise: ${before}`);
    definition = definition.replace(before, () => after);
  }
  await db.query(definition);
}
