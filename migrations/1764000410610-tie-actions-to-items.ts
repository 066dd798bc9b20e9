import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An action item says under which item of the agenda it was raised: minutes print it there. */
export class TieActionsToItems1764000410610 implements MigrationInterface {
  name = 'TieActionsToItems1764000410610';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      'ALTER TABLE portal.action_item ADD agenda_item_id uuid REFERENCES portal.agenda_item ON DELETE SET NULL',
    );
    await db.query(
      'CREATE INDEX action_item_agenda ON portal.action_item (agenda_item_id) WHERE agenda_item_id IS NOT NULL',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE portal.action_item DROP agenda_item_id');
  }
}
