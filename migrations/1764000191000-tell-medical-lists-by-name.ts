import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofMedicalLists = (to: string, from: string) => `
  UPDATE portal.import_source SET settings = jsonb_set(settings, '{agencyType}', '"${to}"')
  WHERE settings->>'agencyType' = '${from}' AND settings->>'layout' IN ('medical_without_header', 'recommended_medical')`;

/** Lists of medical institutions were remembered as lists of hospitals, which they are not; what each is was told by its name all the same. */
export class TellMedicalListsByName1764000191000 implements MigrationInterface {
  name = 'TellMedicalListsByName1764000191000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(ofMedicalLists('medical', 'hospital'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(ofMedicalLists('hospital', 'medical'));
  }
}
