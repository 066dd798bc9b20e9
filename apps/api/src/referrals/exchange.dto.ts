import { longestBundle } from '#libs/referrals';
import { Day, Flag, Id, Matching, Text } from '../http/fields.js';

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
}
