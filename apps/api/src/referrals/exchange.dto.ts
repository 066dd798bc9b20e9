import { type ObtainedFrom, obtainedFromCodes } from '#libs/people';
import { longestBundle } from '#libs/referrals';
import { Day, Flag, Id, Matching, OneOf, Text } from '../http/fields.js';

const kanaOnly = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s　]+$/u;

/** Whether the octets of the files go along. */
export class BundleQuery {
  @Flag({ label: '添付ファイルの中身を含める', optional: true })
  files?: boolean;
}

/** A file as it was written, as text: what FHIR allows in it is not for the fields of this API to say. */
export class BundleRequest {
  @Text({ label: 'FHIR ファイル', max: longestBundle })
  bundle!: string;
}

/** A bundle, and about whom its draft will be: one of the own people, or somebody who is registered for it. */
export class BundleIntakeRequest extends BundleRequest {
  @Id({ label: '登録済みの本人', optional: true })
  personId?: string | null;

  @Text({ label: '氏名', max: 100, optional: true })
  name?: string | null;

  @Matching(kanaOnly, {
    label: 'ふりがな',
    max: 100,
    says: 'ひらがな・カタカナで入力してください',
    optional: true,
  })
  kana?: string | null;

  @Day({ label: '生年月日', optional: true })
  birthDate?: string | null;

  @Flag({ label: '別の人として登録', optional: true })
  allowDuplicate?: boolean;

  @Flag({ label: '生年月日が違うが同じ人', optional: true })
  allowOtherBirthDate?: boolean;

  @Text({ label: '提供した機関', max: 200, optional: true })
  providerName?: string | null;

  @Text({ label: '提供した機関の所在地', max: 300, optional: true })
  providerAddress?: string | null;

  @Text({ label: '提供した機関の代表者', max: 100, optional: true })
  providerRepresentative?: string | null;

  @OneOf(obtainedFromCodes, { label: '取得の経緯' })
  obtained!: ObtainedFrom;

  @Flag({ label: '添付ファイルも取り込む', optional: true })
  files?: boolean;
}
