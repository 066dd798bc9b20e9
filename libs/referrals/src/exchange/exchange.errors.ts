import { Conflict, type FieldProblem, Invalid } from '#libs/platform';

/** What may be told changed while the bundle was being made, again and again (409). */
export class BundleOvertaken extends Conflict {
  constructor() {
    super(
      'exchange.overtaken',
      '書き出しているあいだに、同意や依頼の状態が変わりました。もう一度書き出してください。',
    );
  }
}

/** The file is about somebody who was born on another day than the one who was chosen: whoever takes it in says that they are one (409). */
export class OtherBirthDate extends Conflict {
  constructor(inFile: string, inRecord: string) {
    super(
      'exchange.other_birth_date',
      'ファイルの生年月日と、選んだ方の記録の生年月日が違います。同じ方かどうか、確かめてください。',
      { inFile, inRecord },
    );
  }
}

/** The file cannot be taken in; every reason is named at once (422). */
export class BundleUnreadable extends Invalid {
  constructor(reasons: readonly string[]) {
    super(
      reasons.map((detail): FieldProblem => ({ field: 'bundle', label: 'FHIR ファイル', detail })),
      'exchange.unreadable',
      'この FHIR ファイルは読み取れません。',
    );
  }
}
