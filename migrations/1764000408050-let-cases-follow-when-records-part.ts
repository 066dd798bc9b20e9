import type { MigrationInterface, QueryRunner } from 'typeorm';

const parting = 'portal.part_people(uuid)';
const returning = 'PERFORM portal.part_transitions(m.kept_id, m.gone_id);';
const returningWhole = `PERFORM portal.part_followers(merge, m.agency_id, m.kept_id, m.gone_id);\n    ${returning}`;
const takingKeys = 'DELETE FROM portal.merged_key WHERE merge_id = merge;';
const leavingKeys = 'PERFORM portal.part_keys(merge, m.kept_id, m.gone_id);';

const joining = 'portal.join_people(uuid)';
const lending = `WHERE k.subject_id = m.gone_id
         OR k.subject_id IN (SELECT l.subject_id FROM portal.merged_key l WHERE l.holder_id = m.gone_id);`;
// Two records that were one before may hold keys of each other.
const lendingOnce = `WHERE k.subject_id <> m.kept_id AND (k.subject_id = m.gone_id
         OR k.subject_id IN (SELECT l.subject_id FROM portal.merged_key l WHERE l.holder_id = m.gone_id))
      ON CONFLICT (holder_id, subject_id) DO NOTHING;`;

/**
 * When two records part, a case returns whole: what was sent, opened, answered and written down with it while they were one
 * goes with it, and opens as before.
 */
export class LetCasesFollowWhenRecordsPart1764000408050 implements MigrationInterface {
  name = 'LetCasesFollowWhenRecordsPart1764000408050';

  async up(db: QueryRunner): Promise<void> {
    await db.query(ties);
    await db.query(following);
    await rewrite(db, parting, returning, returningWhole);
    await rewrite(db, parting, takingKeys, leavingKeys);
    await rewrite(db, joining, lending, lendingOnce);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, joining, lendingOnce, lending);
    await rewrite(db, parting, leavingKeys, takingKeys);
    await rewrite(db, parting, returningWhole, returning);
    await db.query(`
      DROP FUNCTION portal.part_keys(uuid, uuid, uuid), portal.part_followers(uuid, uuid, uuid, uuid), sec.ties_of_people();
      REVOKE DELETE ON portal.referral_attachment FROM policy_fn;
      ALTER TABLE portal.merged_key DROP CONSTRAINT merged_key_of_holder;
      DROP TRIGGER told_file_is_of_person ON portal.package_attachment;
      DROP TRIGGER withdrawn_grant_is_of_person ON portal.withdrawn_grant;
      DROP FUNCTION portal.guard_told_file(), portal.guard_withdrawn_grant();
      ALTER TABLE portal.package_attachment DROP CONSTRAINT package_attachment_of_file,
        ADD CONSTRAINT package_attachment_of_file FOREIGN KEY (attachment_id, person_id, source_agency_id)
          REFERENCES portal.attachment (id, person_id, agency_id) DEFERRABLE INITIALLY IMMEDIATE;
      ALTER TABLE portal.withdrawn_grant DROP CONSTRAINT withdrawn_grant_of_withdrawal,
        ADD CONSTRAINT withdrawn_grant_of_withdrawal FOREIGN KEY (withdrawal_id, person_id, agency_id)
          REFERENCES portal.withdrawal (id, person_id, agency_id) DEFERRABLE INITIALLY IMMEDIATE;
      ALTER TABLE portal.attachment DROP CONSTRAINT attachment_of_agency;
      ALTER TABLE portal.withdrawal DROP CONSTRAINT withdrawal_of_agency;
    `);
  }
}

// A file that was told with a case of the other record, and a withdrawal that closed cells of both, stay true after the parting:
// such a row belongs to its case or its consent. That it is about one person is asked when it is written.
const ties = `
  DO $$
  DECLARE one record;
  BEGIN
    FOR one IN SELECT k.conrelid::regclass AS owner, k.conname AS name FROM pg_constraint k
      WHERE k.contype = 'f' AND (k.conrelid, k.confrelid) IN (
        ('portal.package_attachment'::regclass, 'portal.attachment'::regclass),
        ('portal.withdrawn_grant'::regclass, 'portal.withdrawal'::regclass))
    LOOP
      EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.owner, one.name);
    END LOOP;
  END $$;
  ALTER TABLE portal.attachment ADD CONSTRAINT attachment_of_agency UNIQUE (id, agency_id);
  ALTER TABLE portal.withdrawal ADD CONSTRAINT withdrawal_of_agency UNIQUE (id, agency_id);
  ALTER TABLE portal.package_attachment ADD CONSTRAINT package_attachment_of_file
    FOREIGN KEY (attachment_id, source_agency_id) REFERENCES portal.attachment (id, agency_id);
  ALTER TABLE portal.withdrawn_grant ADD CONSTRAINT withdrawn_grant_of_withdrawal
    FOREIGN KEY (withdrawal_id, agency_id) REFERENCES portal.withdrawal (id, agency_id);

  CREATE FUNCTION portal.guard_told_file() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM portal.attachment a WHERE a.id = NEW.attachment_id AND a.person_id = NEW.person_id) THEN
      RAISE EXCEPTION 'a file of somebody else' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE FUNCTION portal.guard_withdrawn_grant() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM portal.withdrawal w WHERE w.id = NEW.withdrawal_id AND w.person_id = NEW.person_id) THEN
      RAISE EXCEPTION 'a withdrawal of somebody else' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
  END $$;
  REVOKE EXECUTE ON FUNCTION portal.guard_told_file(), portal.guard_withdrawn_grant() FROM PUBLIC;
  CREATE TRIGGER told_file_is_of_person BEFORE INSERT ON portal.package_attachment
    FOR EACH ROW EXECUTE FUNCTION portal.guard_told_file();
  CREATE TRIGGER withdrawn_grant_is_of_person BEFORE INSERT ON portal.withdrawn_grant
    FOR EACH ROW EXECUTE FUNCTION portal.guard_withdrawn_grant();

  -- A key that is lent goes with the record to which it is lent, as it goes with its own.
  ALTER TABLE portal.merged_key ADD CONSTRAINT merged_key_of_holder
    FOREIGN KEY (holder_id) REFERENCES portal.data_key ON DELETE CASCADE;
`;

const following = `
  -- By what a row about a person hangs on another one: rows of t follow rows of p. Transitions come apart by their own rule.
  CREATE FUNCTION sec.ties_of_people() RETURNS TABLE (child text, parent text, tie text)
  LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT c.relname::text, p.relname::text,
      string_agg(format('t.%I = p.%I', ck.attname, pk.attname), ' AND ') FILTER (WHERE ck.attname <> 'person_id')
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
    CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (child, parent)
    JOIN pg_catalog.pg_attribute ck ON ck.attrelid = c.oid AND ck.attnum = pair.child
    JOIN pg_catalog.pg_attribute pk ON pk.attrelid = p.oid AND pk.attnum = pair.parent
    WHERE k.contype = 'f' AND k.connamespace = 'portal'::regnamespace AND p.relname <> 'person'
      AND c.relname IN (SELECT name FROM sec.tables_of_people())
      AND c.relname NOT IN ('transition_case', 'transition_referral')
    GROUP BY k.oid, c.relname, p.relname
    HAVING bool_or(ck.attname = 'person_id' AND pk.attname = 'person_id')
    -- What names its case without being tied to the person of it: the ledger above all.
    UNION ALL VALUES ('disclosure', 'referral', 't.referral_id = p.id'), ('check_up', 'referral', 't.referral_id = p.id'),
      ('intake_booking', 'referral', 't.referral_id = p.id'), ('erasure_duty', 'misdirection', 't.misdirection_id = p.id')
  $$;
  REVOKE EXECUTE ON FUNCTION sec.ties_of_people() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sec.ties_of_people() TO policy_fn;
  GRANT DELETE ON portal.referral_attachment TO policy_fn;

  -- What was written since the merge about a case or a decision that returned returns with it, and it is written down that it
  -- did: entries of the ledger among it are sealed anew with all the others. What hangs on nothing of the kind stays.
  CREATE FUNCTION portal.part_followers(merge uuid, agency uuid, kept uuid, gone uuid) RETURNS void
  LANGUAGE plpgsql SET search_path = '' AS $$
  DECLARE
    one record;
    moved bigint;
    more boolean := true;
  BEGIN
    -- Of a file that is the other's no further version is told.
    DELETE FROM portal.referral_attachment c USING portal.referral r, portal.attachment a
      WHERE c.person_id IN (kept, gone) AND r.id = c.referral_id AND a.id = c.attachment_id AND r.person_id <> a.person_id;
    WHILE more LOOP
      more := false;
      FOR one IN
        SELECT f.child, f.parent, f.tie, (SELECT string_agg(format('%L, t.%I', k, k), ', ') FROM unnest(t.key) AS k
          WHERE k <> 'person_id') AS keys
        FROM sec.ties_of_people() f JOIN sec.tables_of_people() t ON t.name = f.child ORDER BY f.child, f.parent, f.tie
      LOOP
        EXECUTE format('WITH moved AS (
            UPDATE portal.%I t SET person_id = $1 FROM portal.%I p WHERE t.person_id = $2 AND p.person_id = $1 AND %s
            RETURNING jsonb_build_object(%s) AS key)
          INSERT INTO portal.person_merge_row (merge_id, agency_id, table_name, key)
          SELECT $3, $4, %L, m.key FROM moved m ON CONFLICT DO NOTHING',
          one.child, one.parent, one.tie, one.keys, one.child) USING gone, kept, merge, agency;
        GET DIAGNOSTICS moved = ROW_COUNT;
        more := more OR moved > 0;
      END LOOP;
    END LOOP;
  END $$;

  -- What was sealed while the two were one was sealed with the key of the record that stayed, and part of it has returned with
  -- the other: that one holds the key from now on. The key of the other is kept where one of its files was told in a case that stays.
  CREATE FUNCTION portal.part_keys(merge uuid, kept uuid, gone uuid) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
  BEGIN
    DELETE FROM portal.merged_key WHERE merge_id = merge
      AND NOT EXISTS (SELECT FROM portal.package_attachment t JOIN portal.attachment a ON a.id = t.attachment_id
        WHERE t.person_id = kept AND a.person_id = gone);
    INSERT INTO portal.merged_key (subject_id, holder_id, agency_id, merge_id, kid, wrapped)
      SELECT k.subject_id, gone, k.agency_id, merge, k.kid, k.wrapped FROM portal.data_key k WHERE k.subject_id = kept
      ON CONFLICT (holder_id, subject_id) DO NOTHING;
  END $$;
  REVOKE EXECUTE ON FUNCTION portal.part_followers(uuid, uuid, uuid, uuid), portal.part_keys(uuid, uuid, uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION portal.part_followers(uuid, uuid, uuid, uuid), portal.part_keys(uuid, uuid, uuid) TO policy_fn;
`;

/** Changes one place of a long function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(db: QueryRunner, signature: string, before: string, after: string): Promise<void> {
  const [found] = (await db.query(
    `SELECT pg_get_functiondef('${signature}'::regprocedure) AS definition`,
  )) as { definition: string }[];
  if (found?.definition.split(before).length !== 2) throw new Error(`${signature} reads otherwise`);
  await db.query(found.definition.replace(before, () => after));
}
