import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever plans a visit next month has to know that the agency closes or moves before: what is announced stands on its public page, too. */
export class AnnounceToEverybody1764000192000 implements MigrationInterface {
  name = 'AnnounceToEverybody1764000192000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT SELECT ON portal.entry_change TO policy_fn;
      -- Days, states and a new address that is for everybody; no notes, and nothing else that waits for its day.
      CREATE FUNCTION portal.public_announcements(agency uuid)
      RETURNS TABLE (on_day date, status text, until date, address text, successor_id uuid, successor_name text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        WITH planned AS (
          SELECT c.id, c.effective_on, e.after, NOT a.address_hidden AND coalesce(a.visibility ->> 'address', 'public') = 'public'
            AND NOT e.after ? 'addressHidden' AND NOT e.after ? 'visibility' AS shows_address
          FROM portal.entry_change c
          JOIN portal.public_doc d ON d.agency_id = c.agency_id AND d.on_page
          JOIN portal.agency a ON a.id = c.agency_id
          CROSS JOIN LATERAL (
            SELECT coalesce(jsonb_object_agg(split_part(one ->> 'path', '/', 1), one -> 'after'), '{}') AS after
            FROM jsonb_array_elements(c.changes) one) e
          WHERE c.agency_id = agency AND c.state = 'planned' AND c.effective_on IS NOT NULL
        )
        SELECT p.effective_on, p.after ->> 'status', (p.after ->> 'statusUntil')::date,
               CASE WHEN p.shows_address THEN p.after ->> 'address' END, s.agency_id, s.entry ->> 'name'
        FROM planned p
        LEFT JOIN portal.public_doc s ON s.on_page AND s.agency_id = (p.after ->> 'successorId')::uuid
        WHERE p.after ->> 'status' IN ('suspended', 'closed') OR p.shows_address AND p.after ->> 'address' IS NOT NULL
        ORDER BY p.effective_on, p.id
      $$;
      ALTER FUNCTION portal.public_announcements(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.public_announcements(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.public_announcements(uuid) TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.public_announcements(uuid);
      REVOKE SELECT ON portal.entry_change FROM policy_fn;
    `);
  }
}
