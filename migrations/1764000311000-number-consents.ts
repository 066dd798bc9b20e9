import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers what was decided before there were numbers, and writes the first text that people are told. */
export class NumberConsents1764000311000 implements MigrationInterface {
  name = 'NumberConsents1764000311000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE portal.consent c SET recorded_at = r.created_at FROM portal.consent r WHERE r.id = c.root_id;
      WITH root AS (
        SELECT id, agency_id, created_at,
          extract(year FROM (created_at AT TIME ZONE 'Asia/Tokyo') - interval '3 months')::integer AS year
        FROM portal.consent WHERE id = root_id
      ), counted AS (
        SELECT id, year, row_number() OVER (PARTITION BY agency_id, year ORDER BY created_at, id) AS n FROM root
      )
      UPDATE portal.consent c SET number = 'D' || n.year - 2018 || '-' || lpad(n.n::text, greatest(4, length(n.n::text)), '0')
        FROM counted n WHERE n.id = c.root_id;
      INSERT INTO portal.consent_counter
        SELECT agency_id, extract(year FROM (created_at AT TIME ZONE 'Asia/Tokyo') - interval '3 months')::integer, count(*)
        FROM portal.consent WHERE id = root_id GROUP BY 1, 2;
      ALTER TABLE portal.consent ALTER number SET NOT NULL,
        ADD CONSTRAINT consent_number_once UNIQUE (agency_id, number, revision);
    `);
    await db.query(
      `INSERT INTO portal.consent_notice (id, agency_id, version, standard, easy)
       VALUES ('019a0000-0000-7000-8000-000000000001', NULL, 1, $1, $2)`,
      [JSON.stringify(standard), JSON.stringify(easy)],
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.consent DROP CONSTRAINT consent_number_once, ALTER number DROP NOT NULL;
      UPDATE portal.consent SET number = NULL;
      DELETE FROM portal.consent_counter;
      DELETE FROM portal.consent_asking;
      UPDATE portal.consent SET notice_id = NULL;
      DELETE FROM portal.consent_notice;
    `);
  }
}

const standard = {
  purpose:
    'よりよい支援につなげるため、下の表の機関に、表の内容を、表の目的のためにお伝えします。表にない機関・内容・目的のためにお伝えすることはありません。',
  freedom:
    '同意するかどうかは、あなたが決めます。一部だけに同意することもできます。同意しなくても、いま受けている支援がなくなることはありません。',
  withdrawal:
    '同意は、いつでもやめること（撤回）ができます。理由はいりません。この書面の機関でも、情報を受け取った機関でも、窓口・電話で申し出ることができます。申し出のあと、新しくお伝えすることはありません。すでに伝わったことは取り消せませんが、どの機関に何が伝わったかをお知らせします。',
  retention: 'いつ、どこに、何をお伝えしたかの記録を5年間残します。記録は、いつでもごらんになれます。',
  contact: 'わからないことは、説明した職員におたずねください。',
};

const easy = {
  purpose:
    'あなたを てつだうために、ほかの 機関（きかん）に、あなたのことを 話（はな）します。下（した）の 表（ひょう）に 書（か）いて ある ことだけを 話します。',
  freedom:
    '「いいです」と 言（い）っても、「いやです」と 言っても、だいじょうぶです。ひとつずつ 決（き）められます。「いやです」と 言っても、いまの 支援（しえん）は なくなりません。',
  withdrawal:
    'いつでも「やめます」と 言えます。どうしてか、言わなくて いいです。どの 機関に 言っても いいです。電話（でんわ）でも いいです。「やめます」と 言った あとは、もう 話しません。',
  retention:
    'だれに、何（なに）を、いつ 話したか、書いて おきます。5年（ねん）のあいだ 残（のこ）します。あなたは それを 見（み）ることが できます。',
  contact: 'わからない ことは、何回（なんかい）でも 聞（き）いて ください。',
};
