import type { MigrationInterface, QueryRunner } from 'typeorm';

const agencyTypes: [code: string, name: string][] = [
  ['hello_work', 'ハローワーク'],
  ['regional_vocational_center', '地域障害者職業センター'],
  ['employment_life_center', '障害者就業・生活支援センター'],
  ['municipal_employment_support', '区市町村障害者就労支援センター'],
  ['transition', '就労移行支援事業所'],
  ['a_type', '就労継続支援A型事業所'],
  ['b_type', '就労継続支援B型事業所'],
  ['retention', '就労定着支援事業所'],
  ['employment_choice', '就労選択支援事業所'],
  ['vocational_college', '職業能力開発校'],
  ['special_needs_school', '特別支援学校'],
  ['hospital', '病院'],
  ['psychiatric_clinic', '精神科診療所'],
  ['home_nursing', '訪問看護ステーション'],
  ['day_care', '精神科デイケア'],
  ['consultation_support', '相談支援事業所'],
  ['key_consultation_center', '基幹相談支援センター'],
  ['municipality_office', '区市町村の担当窓口'],
  ['mental_health_center', '精神保健福祉センター'],
  ['public_health_center', '保健所'],
  ['developmental_disability_center', '発達障害者支援センター'],
  ['higher_brain_center', '高次脳機能障害支援拠点'],
  ['social_welfare_council', '社会福祉協議会'],
  ['activity_center', '地域活動支援センター'],
  ['youth_support_station', '地域若者サポートステーション'],
  ['self_reliance_support', '生活困窮者自立相談支援機関'],
  ['group_home', 'グループホーム'],
  ['residential', '入所施設・短期入所'],
  ['daily_care', '生活介護事業所'],
  ['independence_training', '自立訓練事業所'],
  ['home_help', '居宅介護・訪問系事業所'],
  ['child_support', '障害児通所・相談支援事業所'],
  ['employer', '企業'],
  ['other', 'その他の機関'],
];

// The numbers are those of the files of the national disclosure system (WAM NET).
const serviceKinds: [code: string, name: string, wamCode: string | null, agencyType: string][] = [
  ['home_care', '居宅介護', '11', 'home_help'],
  ['heavy_home_care', '重度訪問介護', '12', 'home_help'],
  ['behaviour_support', '行動援護', '13', 'home_help'],
  ['comprehensive_heavy_care', '重度障害者等包括支援', '14', 'home_help'],
  ['accompanying_support', '同行援護', '15', 'home_help'],
  ['medical_care', '療養介護', '21', 'residential'],
  ['daily_care', '生活介護', '22', 'daily_care'],
  ['short_stay', '短期入所', '24', 'residential'],
  ['facility_residence', '施設入所支援', '32', 'residential'],
  ['group_home', '共同生活援助', '33', 'group_home'],
  ['independent_living', '自立生活援助', '34', 'home_help'],
  ['functional_training', '自立訓練(機能訓練)', '41', 'independence_training'],
  ['life_training', '自立訓練(生活訓練)', '42', 'independence_training'],
  ['residential_training', '宿泊型自立訓練', '44', 'independence_training'],
  ['a_type', '就労継続支援A型', '45', 'a_type'],
  ['b_type', '就労継続支援B型', '46', 'b_type'],
  ['plan_consultation', '計画相談支援', '52', 'consultation_support'],
  ['community_transition', '地域相談支援(地域移行支援)', '53', 'consultation_support'],
  ['community_settlement', '地域相談支援(地域定着支援)', '54', 'consultation_support'],
  ['transition', '就労移行支援', '60', 'transition'],
  ['transition_massage', '就労移行支援(養成施設)', '61', 'transition'],
  ['retention', '就労定着支援', '62', 'retention'],
  ['child_development', '児童発達支援', '63', 'child_support'],
  ['child_medical_development', '医療型児童発達支援', '64', 'child_support'],
  ['after_school_day', '放課後等デイサービス', '65', 'child_support'],
  ['child_home_visit', '居宅訪問型児童発達支援', '66', 'child_support'],
  ['nursery_visit', '保育所等訪問支援', '67', 'child_support'],
  ['child_residence', '福祉型障害児入所施設', '68', 'child_support'],
  ['child_medical_residence', '医療型障害児入所施設', '69', 'child_support'],
  ['child_consultation', '障害児相談支援', '70', 'child_support'],
  ['employment_choice', '就労選択支援', null, 'employment_choice'],
  ['job_placement', '職業相談・職業紹介', null, 'hello_work'],
  ['vocational_evaluation', '職業評価・職業準備支援', null, 'regional_vocational_center'],
  ['job_coach', 'ジョブコーチ支援', null, 'regional_vocational_center'],
  ['employment_life_support', '就業・生活支援', null, 'employment_life_center'],
  ['municipal_employment_support', '就労支援・生活支援(区市町村事業)', null, 'municipal_employment_support'],
  ['vocational_training', '職業訓練', null, 'vocational_college'],
  ['career_guidance', '進路指導・現場実習', null, 'special_needs_school'],
  ['psychiatric_outpatient', '精神科外来', null, 'hospital'],
  ['psychiatric_day_care', '精神科デイケア', null, 'day_care'],
  ['home_nursing', '訪問看護', null, 'home_nursing'],
  ['key_consultation', '基幹相談', null, 'key_consultation_center'],
  ['disability_welfare_counter', '障害福祉の相談・手続き', null, 'municipality_office'],
  ['mental_health_consultation', '精神保健相談', null, 'mental_health_center'],
  ['developmental_consultation', '発達障害の相談', null, 'developmental_disability_center'],
  ['activity_center', '地域活動支援', null, 'activity_center'],
  ['rights_protection', '日常生活自立支援', null, 'social_welfare_council'],
  ['youth_support', '若者の就労相談', null, 'youth_support_station'],
  ['self_reliance_consultation', '自立相談支援', null, 'self_reliance_support'],
  ['trainee_acceptance', '職場実習の受け入れ', null, 'employer'],
];

/** The types of agency and the kinds of service; a network may add its own. */
export class SeedDirectoryTaxonomies1764000043000 implements MigrationInterface {
  name = 'SeedDirectoryTaxonomies1764000043000';

  async up(db: QueryRunner): Promise<void> {
    for (const [at, [code, name]] of agencyTypes.entries()) {
      await db.query('INSERT INTO portal.agency_type (code, name, sort) VALUES ($1, $2, $3)', [
        code,
        name,
        at + 1,
      ]);
    }
    for (const [at, [code, name, wamCode, agencyType]] of serviceKinds.entries()) {
      await db.query(
        'INSERT INTO portal.service_kind (code, name, wam_code, agency_type_code, sort) VALUES ($1, $2, $3, $4, $5)',
        [code, name, wamCode, agencyType, at + 1],
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DELETE FROM portal.service_kind; DELETE FROM portal.agency_type;');
  }
}
