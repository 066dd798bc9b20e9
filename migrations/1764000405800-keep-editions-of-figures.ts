import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Figures of the network are counted once in a quarter and kept: two prints of one day and the next would show, by what lies
 * between them, the one referral that moved. Of the running year they say what was sent up to the last finished quarter.
 */
export class KeepEditionsOfFigures1764000405800 implements MigrationInterface {
  name = 'KeepEditionsOfFigures1764000405800';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER FUNCTION portal.referral_figures(text, date, date) RENAME TO count_referrals;
      REVOKE EXECUTE ON FUNCTION portal.count_referrals(text, date, date) FROM portal_app;

      CREATE TABLE portal.figure_edition (
        first_day date NOT NULL,
        last_day date NOT NULL,
        -- The first day of the quarter in which it was counted.
        quarter date NOT NULL,
        figures jsonb NOT NULL,
        counted_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (first_day, last_day, quarter)
      );
      ALTER TABLE portal.figure_edition ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.figure_edition FORCE ROW LEVEL SECURITY;
      CREATE POLICY figure_edition_function ON portal.figure_edition TO policy_fn USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT ON portal.figure_edition TO policy_fn;

      CREATE FUNCTION portal.referral_figures(scope text, first_day date, last_day date)
      RETURNS TABLE (figure text, a text, b text, c text, number int, lower numeric, middle numeric, upper numeric)
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      DECLARE
        this_quarter date := date_trunc('quarter', sec.today_in_japan()::timestamp)::date;
        this_year date := make_date(extract(year FROM sec.today_in_japan() - interval '3 months')::int, 4, 1);
        asked_year date := make_date(extract(year FROM referral_figures.first_day - interval '3 months')::int, 4, 1);
        kept jsonb;
      BEGIN
        IF scope IS DISTINCT FROM 'network' THEN
          RETURN QUERY SELECT * FROM portal.count_referrals(scope, referral_figures.first_day, referral_figures.last_day);
          RETURN;
        END IF;
        -- A fiscal year from its first day, and no more of it than has ended with a quarter; or a quarter of a year that is over.
        IF (SELECT sec.actor_role()) IS DISTINCT FROM 'secretariat'
           OR NOT coalesce(to_char(referral_figures.first_day, 'MM-DD') = '04-01'
             AND referral_figures.last_day = least((referral_figures.first_day + interval '1 year')::date, this_quarter) - 1
             OR referral_figures.first_day = date_trunc('quarter', referral_figures.first_day::timestamp)::date
             AND referral_figures.last_day = (referral_figures.first_day + interval '3 months')::date - 1
             AND referral_figures.last_day < this_year, false) THEN
          RAISE EXCEPTION 'not counted for you' USING ERRCODE = 'insufficient_privilege';
        END IF;
        -- A year and its quarters are counted at the same moment, or their difference would be what moved between them.
        IF NOT EXISTS (SELECT FROM portal.figure_edition e WHERE e.first_day = referral_figures.first_day
             AND e.last_day = referral_figures.last_day AND e.quarter = this_quarter) THEN
          INSERT INTO portal.figure_edition (first_day, last_day, quarter, figures)
          SELECT p.first, p.last, this_quarter,
            (SELECT coalesce(jsonb_agg(to_jsonb(f)), '[]') FROM portal.count_referrals('network', p.first, p.last) f)
          FROM (
            SELECT asked_year AS first, least((asked_year + interval '1 year')::date, this_quarter) - 1 AS last
            UNION ALL
            SELECT q::date, (q + interval '3 months')::date - 1
            FROM generate_series(asked_year::timestamp, asked_year + interval '9 months', interval '3 months') AS q
            WHERE asked_year < this_year) p
          ON CONFLICT DO NOTHING;
        END IF;
        SELECT e.figures INTO kept FROM portal.figure_edition e
        WHERE e.first_day = referral_figures.first_day AND e.last_day = referral_figures.last_day AND e.quarter = this_quarter;
        RETURN QUERY SELECT r.* FROM jsonb_to_recordset(kept)
          AS r (figure text, a text, b text, c text, number int, lower numeric, middle numeric, upper numeric);
      END $$;
      ALTER FUNCTION portal.referral_figures(text, date, date) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.referral_figures(text, date, date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.referral_figures(text, date, date) TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.referral_figures(text, date, date);
      DROP TABLE portal.figure_edition;
      ALTER FUNCTION portal.count_referrals(text, date, date) RENAME TO referral_figures;
      GRANT EXECUTE ON FUNCTION portal.referral_figures(text, date, date) TO portal_app;
    `);
  }
}
