import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many agencies are asked, and how, is part of what was asked: final once it is sent. */
export class KeepModes1764000398000 implements MigrationInterface {
  name = 'KeepModes1764000398000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION portal.keep_mode() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF OLD.status <> 'draft' AND NEW.mode <> OLD.mode THEN
          RAISE EXCEPTION 'a sent request is final' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION portal.keep_mode() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.keep_mode() TO portal_app;
      CREATE TRIGGER mode_is_final BEFORE UPDATE OF mode ON portal.referral
        FOR EACH ROW EXECUTE FUNCTION portal.keep_mode();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TRIGGER mode_is_final ON portal.referral; DROP FUNCTION portal.keep_mode();');
  }
}
