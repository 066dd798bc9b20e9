import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Figures of referrals. The function sees every line and answers with numbers alone: of the own agency to whoever handles
 * its cases, of the whole network to the secretariat. What should never have been sent counts nowhere.
 */
export class CountReferrals1764000380000 implements MigrationInterface {
  name = 'CountReferrals1764000380000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION portal.referral_figures(scope text, first_day date, last_day date)
      RETURNS TABLE (figure text, a text, b text, c text, number int, lower numeric, middle numeric, upper numeric)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      DECLARE
        agency uuid := (SELECT sec.case_agency());
      BEGIN
        IF scope NOT IN ('sent', 'received', 'network')
           OR (scope = 'network' AND coalesce((SELECT sec.actor_role()), '') <> 'secretariat')
           OR (scope <> 'network' AND agency IS NULL) THEN
          RAISE EXCEPTION 'not counted for you' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN QUERY
          WITH sent AS MATERIALIZED (
            SELECT l.id, l.status, l.reason, l.attribution, (l.sent_at AT TIME ZONE 'Asia/Tokyo')::date AS sent_on,
              (l.received_at AT TIME ZONE 'Asia/Tokyo')::date AS received_on, l.started_on,
              (e.accepted_at AT TIME ZONE 'Asia/Tokyo')::date AS accepted_on,
              CASE WHEN scope = 'sent' THEN l.agency_id ELSE l.source_agency_id END AS partner_id,
              s.type_code AS from_type, t.type_code AS to_type,
              l.status = 'completed' AND EXISTS (SELECT FROM portal.referral_report p WHERE p.line_id = l.id) AS closed_loop,
              coalesce(e.waited, false) AS waited,
              coalesce(l.reason = 'no_capacity', false) AS was_full
            FROM portal.referral_line l
            JOIN portal.referral r ON r.id = l.referral_id
            JOIN portal.agency s ON s.id = l.source_agency_id
            JOIN portal.agency t ON t.id = l.agency_id
            LEFT JOIN LATERAL (SELECT min(v.at) FILTER (WHERE v.verb = 'accept') AS accepted_at, bool_or(v.verb = 'waitlist') AS waited
              FROM portal.referral_event v WHERE v.line_id = l.id AND v.verb IN ('accept', 'waitlist')) e ON true
            WHERE l.status NOT IN ('queued', 'error') AND r.status <> 'error'
              AND l.sent_at >= first_day::timestamp AT TIME ZONE 'Asia/Tokyo'
              AND l.sent_at < (last_day + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
              AND CASE scope WHEN 'sent' THEN l.source_agency_id = agency WHEN 'received' THEN l.agency_id = agency ELSE true END
          ), taken AS (
            SELECT 'receipt' AS step, received_on - sent_on AS days FROM sent WHERE received_on IS NOT NULL
            UNION ALL SELECT 'acceptance', accepted_on - sent_on FROM sent WHERE accepted_on IS NOT NULL
            -- A start that is noted for a day before the sending is a correction of the paper, not of time.
            UNION ALL SELECT 'start', greatest(started_on - sent_on, 0) FROM sent WHERE started_on IS NOT NULL
          )
          SELECT 'total', NULL::text, NULL::text, NULL::text, count(*)::int, NULL::numeric, NULL::numeric, NULL::numeric FROM sent
          UNION ALL
          SELECT 'month', to_char(sent_on, 'YYYY-MM'), NULL, NULL, count(*)::int, NULL, NULL, NULL FROM sent GROUP BY 2
          UNION ALL
          SELECT 'route', from_type, to_type, NULL, count(*)::int, NULL, NULL, NULL FROM sent GROUP BY 2, 3
          UNION ALL
          SELECT 'outcome', status, CASE WHEN reason IS NULL THEN '' ELSE reason END, coalesce(attribution, ''), count(*)::int, NULL, NULL, NULL
          FROM sent GROUP BY 2, 3, 4
          UNION ALL
          SELECT 'days', step, NULL, NULL, count(*)::int,
            percentile_cont(0.25) WITHIN GROUP (ORDER BY days)::numeric, percentile_cont(0.5) WITHIN GROUP (ORDER BY days)::numeric,
            percentile_cont(0.75) WITHIN GROUP (ORDER BY days)::numeric
          FROM taken GROUP BY 2
          UNION ALL
          -- Whom the own agency worked with is its own business; between others it is nobody's.
          SELECT 'partner', partner_id::text, g.name, NULL, count(*)::int, NULL, NULL, NULL
          FROM sent JOIN portal.agency g ON g.id = partner_id WHERE scope <> 'network' GROUP BY 2, 3
          UNION ALL
          SELECT 'ever', w.what, NULL, NULL, count(*)::int, NULL, NULL, NULL
          FROM sent CROSS JOIN LATERAL (VALUES ('accepted', accepted_on IS NOT NULL), ('waited', waited), ('full', was_full),
            ('closed_loop', closed_loop)) AS w (what, holds)
          WHERE w.holds AND scope <> 'network' GROUP BY 2;
      END $$;
      ALTER FUNCTION portal.referral_figures(text, date, date) OWNER TO policy_fn;
      GRANT SELECT ON portal.referral_report, portal.referral_event, portal.referral, portal.referral_line, portal.agency TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.referral_figures(text, date, date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.referral_figures(text, date, date) TO portal_app;

      -- The years of the network are counted whole.
      CREATE INDEX referral_line_sent_at ON portal.referral_line (sent_at) WHERE sent_at IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX portal.referral_line_sent_at;
      DROP FUNCTION portal.referral_figures(text, date, date);
    `);
  }
}
