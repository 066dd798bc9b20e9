import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which key file the database was made with. Only whoever migrates reads it: no role is granted anything. */
export class CreateKeyFile1764000005000 implements MigrationInterface {
  name = 'CreateKeyFile1764000005000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `CREATE TABLE sec.key_file (kid text PRIMARY KEY, since timestamptz NOT NULL DEFAULT now())`,
    );
    await db.query(`ALTER TABLE sec.key_file ENABLE ROW LEVEL SECURITY`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE sec.key_file`);
  }
}
