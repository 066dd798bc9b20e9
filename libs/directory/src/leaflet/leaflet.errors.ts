import { Conflict } from '#libs/platform';
import { type LeafletState, leafletStateNames } from './leaflet.status.js';

/** The edition is in a state in which this does not happen (409). */
export class LeafletNotOpen extends Conflict {
  constructor(state: LeafletState) {
    super(
      'leaflet.wrong_state',
      `この冊子は${leafletStateNames[state]}のため、この操作はできません。画面を読み込み直してください。`,
      { state },
    );
  }
}

/** What would be printed has changed since it was shown (409): nobody agrees to words they have not seen. */
export class BlockChanged extends Conflict {
  constructor() {
    super(
      'leaflet.block_changed',
      '掲載する内容が変わりました。新しい内容を確認して、もう一度操作してください。',
    );
  }
}

/** No edition is being proofed with this agency (409). */
export class NoProofing extends Conflict {
  constructor() {
    super('leaflet.no_proofing', 'いま校正中の冊子はありません。登録内容は「自機関の情報」で直せます。');
  }
}

/** No agency is left to send anything to (409). */
export class NobodyToAsk extends Conflict {
  constructor() {
    super('leaflet.nobody_to_ask', '送る相手の機関がありません。送り先と、掲載する機関を確認してください。');
  }
}

/** No agency has agreed, so that the leaflet would be empty (409). */
export class NothingToPrint extends Conflict {
  constructor() {
    super('leaflet.nothing_to_print', '掲載に同意した機関がまだないため、冊子を作れません。');
  }
}

/** The file was made before an agency took its agreement back (409). */
export class PrintOutdated extends Conflict {
  constructor() {
    super(
      'leaflet.print_outdated',
      'この冊子を作ったあとで、掲載を取り下げた機関があります。もう一度作成してください。',
    );
  }
}

/** The file is not finished, or could not be made (409). */
export class PrintNotReady extends Conflict {
  constructor() {
    super('leaflet.print_not_ready', '冊子はまだできていません。少し待ってから開いてください。');
  }
}
