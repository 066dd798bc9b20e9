import type { MigrationInterface, QueryRunner } from 'typeorm';

const hearing =
  'portal.withdraw_as_recipient(uuid, uuid, text, text, text, text, text, timestamptz, bytea, bytea)';
const places = [
  {
    signature: hearing,
    before: 'PERFORM pg_advisory_xact_lock(hashtextextended(mine.person_id::text, 0));',
    after: `PERFORM portal.lock_person_of(mine.referral_id, true);
        SELECT * INTO mine FROM portal.referral_line l WHERE l.id = line;`,
  },
  {
    signature: 'portal.hold_referral(uuid)',
    before:
      'PERFORM pg_advisory_xact_lock_shared(hashtextextended(r.person_id::text, 0)) FROM portal.referral r WHERE r.id = referral;',
    after: 'PERFORM portal.lock_person_of(referral, false);',
  },
  {
    signature: 'portal.enter_sealed_link(bytea, bytea)',
    before: 'PERFORM pg_advisory_xact_lock_shared(hashtextextended(s.person_id::text, 0));',
    after: 'PERFORM portal.lock_person_of(s.referral_id, false);',
  },
  ...[
    'portal.open_sealed_link(bytea, bytea)',
    'portal.answer_sealed_link(bytea, bytea, text, uuid, bytea, uuid)',
  ].map((signature) => ({
    signature,
    before:
      'PERFORM pg_advisory_xact_lock_shared(hashtextextended(o.person_id::text, 0)) FROM portal.outside_sending o WHERE o.id = door.sending_id;',
    after:
      'PERFORM portal.lock_person_of(o.referral_id, false) FROM portal.outside_sending o WHERE o.id = door.sending_id;',
  })),
];

/**
 * Whom a referral is about is asked again once the lock is there: while one waits, two records may become one, and the lock on
 * the record that is gone keeps nobody from anything.
 */
export class FollowWhoeverIsMeant1764000405300 implements MigrationInterface {
  name = 'FollowWhoeverIsMeant1764000405300';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION portal.lock_person_of(referral uuid, alone boolean) RETURNS uuid
      LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
      DECLARE
        locked uuid;
        meant uuid;
      BEGIN
        LOOP
          SELECT r.person_id INTO meant FROM portal.referral r WHERE r.id = referral;
          EXIT WHEN meant IS NOT DISTINCT FROM locked;
          IF alone THEN
            PERFORM pg_advisory_xact_lock(hashtextextended(meant::text, 0));
          ELSE
            PERFORM pg_advisory_xact_lock_shared(hashtextextended(meant::text, 0));
          END IF;
          locked := meant;
        END LOOP;
        RETURN locked;
      END $$;
      ALTER FUNCTION portal.lock_person_of(uuid, boolean) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.lock_person_of(uuid, boolean) FROM PUBLIC;
    `);
    for (const { signature, before, after } of places) await rewrite(db, signature, before, after);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const { signature, before, after } of places) await rewrite(db, signature, after, before);
    await db.query('DROP FUNCTION portal.lock_person_of(uuid, boolean)');
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
