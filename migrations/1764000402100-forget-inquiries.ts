import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was asked of nobody in particular is of no use a year later, and somebody may have written too much. */
export class ForgetInquiries1764000402100 implements MigrationInterface {
  name = 'ForgetInquiries1764000402100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT DELETE ON portal.vacancy_answer, portal.vacancy_inquiry TO portal_worker;
      CREATE INDEX vacancy_inquiry_age ON portal.vacancy_inquiry (closed_at) WHERE state = 'closed';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX portal.vacancy_inquiry_age;
      REVOKE DELETE ON portal.vacancy_answer, portal.vacancy_inquiry FROM portal_worker;
    `);
  }
}
