import type { MigrationInterface, QueryRunner } from 'typeorm';

const own = 'agency_id = (SELECT sec.case_agency())';

// What belongs to the record itself and stays with it; everything else about a person follows them.
const stays = `'person_section', 'person_trace', 'person_former_name', 'person_merge', 'person_merge_sheet', 'person_merge_row', 'person_ending'`;

/**
 * Two records of one person become one, and two again. Rows are pointed at the other record and remember where they came
 * from; nothing is sealed anew, because the key of the record that goes is lent to the one that stays.
 */
export class MergePeople1764000361000 implements MigrationInterface {
  name = 'MergePeople1764000361000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Two records that may be one person, and what somebody decided about that. Decided once, never proposed again.
      CREATE TABLE portal.person_pair (
        agency_id uuid NOT NULL,
        first_id uuid NOT NULL,
        second_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        reasons text[] NOT NULL,
        state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'distinct', 'merged')),
        decided_by uuid REFERENCES portal.account,
        decided_at timestamptz,
        found_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (first_id, second_id),
        CHECK (first_id < second_id),
        FOREIGN KEY (first_id, agency_id) REFERENCES portal.person (id, agency_id),
        FOREIGN KEY (second_id, agency_id) REFERENCES portal.person (id, agency_id)
      );
      CREATE INDEX person_pair_agency ON portal.person_pair (agency_id, state);

      CREATE TABLE portal.person_merge (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        kept_id uuid NOT NULL,
        gone_id uuid NOT NULL,
        -- Which fields were taken from the record that goes: codes, no values.
        taken text[] NOT NULL,
        gone_status text NOT NULL,
        -- The record that stays as it was, sealed for its own places.
        kept_name bytea NOT NULL,
        kept_kana bytea NOT NULL,
        kept_birth_date bytea,
        kept_version integer NOT NULL,
        by_account uuid NOT NULL REFERENCES portal.account,
        at timestamptz NOT NULL DEFAULT now(),
        undone_by uuid REFERENCES portal.account,
        undone_at timestamptz,
        CHECK (kept_id <> gone_id),
        FOREIGN KEY (kept_id, agency_id) REFERENCES portal.person (id, agency_id),
        FOREIGN KEY (gone_id, agency_id) REFERENCES portal.person (id, agency_id)
      );
      CREATE INDEX person_merge_kept ON portal.person_merge (kept_id, at);
      CREATE INDEX person_merge_gone ON portal.person_merge (gone_id);
      -- Sheets of the record that stays, as they were; no row was there when body is null.
      CREATE TABLE portal.person_merge_sheet (
        merge_id uuid NOT NULL REFERENCES portal.person_merge,
        agency_id uuid NOT NULL,
        category text NOT NULL,
        body bytea,
        version integer NOT NULL,
        version_after integer NOT NULL,
        updated_by uuid,
        updated_at timestamptz,
        PRIMARY KEY (merge_id, category)
      );
      -- Which rows followed the person: from where each came is known for ever.
      CREATE TABLE portal.person_merge_row (
        merge_id uuid NOT NULL REFERENCES portal.person_merge,
        agency_id uuid NOT NULL,
        table_name text NOT NULL,
        key jsonb NOT NULL,
        PRIMARY KEY (merge_id, table_name, key)
      );

      -- What one of two merged records never allowed is not allowed to the one that is left, until the person is asked anew.
      ALTER TABLE portal.consent_grant ADD held_by uuid REFERENCES portal.person_merge,
        ADD CONSTRAINT consent_grant_held CHECK (held_by IS NULL OR NOT granted);
    `);
    for (const table of ['person_pair', 'person_merge', 'person_merge_sheet', 'person_merge_row'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_own_agency ON portal.${table} TO portal_app USING (${own}) WITH CHECK (${own});
        GRANT SELECT ON portal.${table} TO portal_app;
        GRANT SELECT, INSERT, UPDATE, DELETE ON portal.${table} TO policy_fn;
      `);
    await db.query(`
      GRANT INSERT, UPDATE (reasons, state, decided_by, decided_at) ON portal.person_pair TO portal_app;
      GRANT INSERT ON portal.person_merge, portal.person_merge_sheet TO portal_app;
      GRANT SELECT, UPDATE, DELETE ON portal.person_section TO policy_fn;

      GRANT SELECT ON portal.data_key TO policy_fn;
    `);
    await letPeopleMove(db);
    await db.query(moving);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER disclosure_moves_whole ON portal.disclosure;
      DROP TRIGGER disclosure_stays ON portal.disclosure;
      DROP TRIGGER disclosure_is_final ON portal.disclosure;
      CREATE TRIGGER disclosure_is_final BEFORE UPDATE OR DELETE ON portal.disclosure
        FOR EACH ROW EXECUTE FUNCTION portal.keep_disclosure();
      DROP TRIGGER legal_ground_is_guarded ON portal.legal_ground;
      CREATE TRIGGER legal_ground_is_guarded BEFORE UPDATE ON portal.legal_ground
        FOR EACH ROW EXECUTE FUNCTION portal.guard_legal_ground();
      DROP FUNCTION portal.part_people(uuid), portal.join_people(uuid), portal.seal_moved_rows(uuid),
        portal.keep_moved_disclosure(), sec.tables_of_people();
      ALTER DEFAULT PRIVILEGES IN SCHEMA portal REVOKE SELECT, UPDATE ON TABLES FROM policy_fn;
      UPDATE portal.consent_grant SET granted = true, held_by = NULL WHERE held_by IS NOT NULL;
      ALTER TABLE portal.consent_grant DROP CONSTRAINT consent_grant_held, DROP held_by;
      DROP TABLE portal.person_merge_row, portal.person_merge_sheet, portal.person_merge, portal.person_pair;
    `);
  }
}

/** Rows of several tables change their person at once, so their ties are looked at when all have. */
async function letPeopleMove(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE FUNCTION sec.tables_of_people() RETURNS TABLE (name text, key text[])
    LANGUAGE sql STABLE SET search_path = '' AS $$
      SELECT c.relname::text, ARRAY(SELECT k.attname::text FROM pg_catalog.pg_index i
          JOIN pg_catalog.pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY (i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.attnum)
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'portal' AND c.relkind IN ('r', 'p') AND c.relname NOT IN (${stays})
        AND EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'person_id' AND NOT a.attisdropped)
      ORDER BY 1
    $$;
    REVOKE EXECUTE ON FUNCTION sec.tables_of_people() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION sec.tables_of_people() TO policy_fn;

    DO $$
    DECLARE one record;
    BEGIN
      FOR one IN
        SELECT k.conrelid::regclass AS owner, k.conname AS name FROM pg_constraint k
        WHERE k.contype = 'f' AND k.connamespace = 'portal'::regnamespace
          AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname = 'person_id')
      LOOP
        EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY IMMEDIATE', one.owner, one.name);
      END LOOP;
      FOR one IN SELECT t.name FROM sec.tables_of_people() t LOOP
        EXECUTE format('GRANT SELECT, UPDATE ON portal.%I TO policy_fn', one.name);
      END LOOP;
    END $$;
    ALTER DEFAULT PRIVILEGES IN SCHEMA portal GRANT SELECT, UPDATE ON TABLES TO policy_fn;
    GRANT SELECT, UPDATE ON portal.person TO policy_fn;
  `);
}

const moving = `
  -- The ledger is final but for whose record it belongs to, and that it was moved is written into the chain of the audit.
  DROP TRIGGER disclosure_is_final ON portal.disclosure;
  CREATE TRIGGER disclosure_is_final BEFORE UPDATE ON portal.disclosure
    FOR EACH ROW WHEN (OLD.person_id = NEW.person_id) EXECUTE FUNCTION portal.keep_disclosure();
  CREATE TRIGGER disclosure_stays BEFORE DELETE ON portal.disclosure FOR EACH ROW EXECUTE FUNCTION portal.keep_disclosure();
  CREATE FUNCTION portal.keep_moved_disclosure() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
  BEGIN
    IF to_jsonb(NEW) - 'person_id' IS DISTINCT FROM to_jsonb(OLD) - 'person_id' THEN
      RAISE EXCEPTION 'the ledger is never changed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;
  GRANT EXECUTE ON FUNCTION portal.keep_moved_disclosure() TO policy_fn;
  CREATE TRIGGER disclosure_moves_whole BEFORE UPDATE ON portal.disclosure
    FOR EACH ROW WHEN (OLD.person_id <> NEW.person_id) EXECUTE FUNCTION portal.keep_moved_disclosure();
  DROP TRIGGER legal_ground_is_guarded ON portal.legal_ground;
  CREATE TRIGGER legal_ground_is_guarded BEFORE UPDATE ON portal.legal_ground
    FOR EACH ROW WHEN (OLD.person_id = NEW.person_id) EXECUTE FUNCTION portal.guard_legal_ground();
  CREATE FUNCTION portal.seal_moved_rows(merge uuid) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
  BEGIN
    PERFORM audit.note_evidence('disclosure', d.id, audit.digest_of_disclosure(d.id), d.agency_id, d.retain_until)
      FROM portal.person_merge_row r JOIN portal.disclosure d ON d.id = (r.key ->> 'id')::uuid
      WHERE r.merge_id = merge AND r.table_name = 'disclosure';
    PERFORM audit.note_evidence('withdrawal', w.id, audit.digest_of_withdrawal(w.id), w.agency_id, NULL)
      FROM portal.person_merge_row r JOIN portal.withdrawal w ON w.id = (r.key ->> 'id')::uuid
      WHERE r.merge_id = merge AND r.table_name = 'withdrawal';
  END $$;
  REVOKE EXECUTE ON FUNCTION portal.seal_moved_rows(uuid), portal.keep_moved_disclosure() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION portal.seal_moved_rows(uuid) TO policy_fn;

  -- Points everything about one record at the other, and holds back what only one of them allowed. The merge has been
  -- written down by a manager of the agency in this transaction.
  CREATE FUNCTION portal.join_people(merge uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
  DECLARE
    m portal.person_merge;
    one record;
    this record;
    keys text;
  BEGIN
    SELECT * INTO m FROM portal.person_merge p
    WHERE p.id = merge AND p.agency_id = (SELECT sec.case_agency()) AND p.undone_at IS NULL
      AND (SELECT sec.actor_role()) = 'manager' AND p.by_account = (SELECT sec.actor_account());
    IF m.id IS NULL OR EXISTS (SELECT FROM portal.person p WHERE p.id IN (m.kept_id, m.gone_id) AND p.status IN ('merged', 'erased'))
       OR EXISTS (SELECT FROM portal.merged_key k WHERE k.merge_id = merge) THEN
      RAISE EXCEPTION 'no such merge to carry out' USING ERRCODE = 'insufficient_privilege';
    END IF;

    -- A record speaks about an agency when the person agreed, refused or took back something regarding it.
    WITH said AS (
      SELECT DISTINCT c.person_id, g.recipient_agency_id
      FROM portal.consent c JOIN portal.consent_grant g ON g.consent_id = c.id
      WHERE c.person_id IN (m.kept_id, m.gone_id)
        AND (c.status = 'given' AND c.valid_until >= sec.today_in_japan() OR c.status = 'refused' OR c.withdrawn_at IS NOT NULL)
    ), allowed AS (
      SELECT c.person_id, c.id, g.recipient_agency_id, g.purpose, g.category
      FROM portal.consent c JOIN portal.consent_grant g ON g.consent_id = c.id
      WHERE c.person_id IN (m.kept_id, m.gone_id) AND g.granted AND c.status = 'given' AND c.valid_until >= sec.today_in_japan()
    )
    UPDATE portal.consent_grant t SET granted = false, held_by = merge
    FROM allowed a
    WHERE t.consent_id = a.id AND t.recipient_agency_id = a.recipient_agency_id AND t.purpose = a.purpose AND t.category = a.category
      AND EXISTS (SELECT FROM said s WHERE s.person_id <> a.person_id AND s.recipient_agency_id = a.recipient_agency_id)
      AND NOT EXISTS (SELECT FROM allowed b WHERE b.person_id <> a.person_id AND b.recipient_agency_id = a.recipient_agency_id
        AND b.purpose = a.purpose AND b.category = a.category);

    SET CONSTRAINTS ALL DEFERRED;
    FOR one IN SELECT * FROM sec.tables_of_people() LOOP
      SELECT string_agg(format('%L, t.%I', k, k), ', ') INTO keys FROM unnest(one.key) AS k WHERE k <> 'person_id';
      -- One by one: a row that the other record has already stays where it is, and so do versions of a sheet that both have.
      FOR this IN EXECUTE format('SELECT t.ctid AS at, jsonb_build_object(%s) AS key FROM portal.%I t WHERE t.person_id = $1 AND %s',
          keys, one.name, CASE WHEN one.name LIKE 'own_sheet_%'
            THEN 'NOT EXISTS (SELECT FROM portal.own_sheet_version v WHERE v.person_id = $2 AND v.kind = t.kind)' ELSE 'true' END)
        USING m.gone_id, m.kept_id LOOP
        BEGIN
          EXECUTE format('UPDATE portal.%I SET person_id = $1 WHERE ctid = $2', one.name) USING m.kept_id, this.at;
          INSERT INTO portal.person_merge_row VALUES (merge, m.agency_id, one.name, this.key);
        EXCEPTION WHEN unique_violation THEN NULL;
        END;
      END LOOP;
    END LOOP;
    PERFORM portal.seal_moved_rows(merge);

    INSERT INTO portal.merged_key (subject_id, holder_id, agency_id, merge_id, kid, wrapped)
      SELECT k.subject_id, m.kept_id, k.agency_id, merge, k.kid, k.wrapped FROM portal.data_key k
      WHERE k.subject_id = m.gone_id
         OR k.subject_id IN (SELECT l.subject_id FROM portal.merged_key l WHERE l.holder_id = m.gone_id);
    UPDATE portal.person SET status = 'merged', merged_into = m.kept_id WHERE id = m.gone_id;
  END $$;

  -- Gives every row that followed the person back to the record from which it came. The newest merge first.
  CREATE FUNCTION portal.part_people(merge uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
  DECLARE
    m portal.person_merge;
    this record;
  BEGIN
    SELECT * INTO m FROM portal.person_merge p
    WHERE p.id = merge AND p.agency_id = (SELECT sec.case_agency()) AND p.undone_at IS NULL
      AND (SELECT sec.actor_role()) = 'manager';
    IF m.id IS NULL OR EXISTS (SELECT FROM portal.person p WHERE p.id IN (m.kept_id, m.gone_id) AND p.status = 'erased')
       OR NOT EXISTS (SELECT FROM portal.person p WHERE p.id = m.gone_id AND p.merged_into = m.kept_id)
       OR EXISTS (SELECT FROM portal.person_merge p WHERE p.undone_at IS NULL AND p.at > m.at AND m.kept_id IN (p.kept_id, p.gone_id)) THEN
      RAISE EXCEPTION 'no such merge to take back' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SET CONSTRAINTS ALL DEFERRED;
    FOR this IN SELECT r.table_name, r.key FROM portal.person_merge_row r WHERE r.merge_id = merge LOOP
      EXECUTE format('UPDATE portal.%I t SET person_id = $1 WHERE person_id = $2 AND to_jsonb(t) @> $3', this.table_name)
        USING m.gone_id, m.kept_id, this.key;
    END LOOP;
    PERFORM portal.seal_moved_rows(merge);
    UPDATE portal.consent_grant SET granted = true, held_by = NULL WHERE held_by = merge;
    DELETE FROM portal.merged_key WHERE merge_id = merge;
    -- What was written since the merge stays as it is.
    DELETE FROM portal.person_section s USING portal.person_merge_sheet b
      WHERE b.merge_id = merge AND s.person_id = m.kept_id AND s.category = b.category AND s.version = b.version_after AND b.body IS NULL;
    UPDATE portal.person_section s SET body = b.body, version = s.version + 1, updated_by = b.updated_by, updated_at = b.updated_at
      FROM portal.person_merge_sheet b
      WHERE b.merge_id = merge AND s.person_id = m.kept_id AND s.category = b.category AND s.version = b.version_after;
    UPDATE portal.person p SET name = m.kept_name, kana = m.kept_kana, birth_date = m.kept_birth_date, version = p.version + 1
      WHERE p.id = m.kept_id AND p.version = m.kept_version + 1;
    UPDATE portal.person SET status = m.gone_status, merged_into = NULL WHERE id = m.gone_id;
    UPDATE portal.person_merge SET undone_at = now(), undone_by = (SELECT sec.actor_account()) WHERE id = merge;
  END $$;
  ALTER FUNCTION portal.join_people(uuid) OWNER TO policy_fn;
  ALTER FUNCTION portal.part_people(uuid) OWNER TO policy_fn;
  REVOKE EXECUTE ON FUNCTION portal.join_people(uuid), portal.part_people(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION portal.join_people(uuid), portal.part_people(uuid) TO portal_app;
`;
