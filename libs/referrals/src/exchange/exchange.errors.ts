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
