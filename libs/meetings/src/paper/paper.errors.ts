import { Conflict, Invalid, type UploadState } from '#libs/platform';
import { largestPaper, paperQuota } from './paper.types.js';

const field = { field: 'file', label: '資料' };

/** Octets, sender and name do not agree on one of the types that are taken (422). */
export class PaperNotTaken extends Invalid {
  constructor() {
    const detail =
      'PDF、JPEG、PNG、Word（docx）、Excel（xlsx）、PowerPoint（pptx）のファイルを選んでください。マクロのあるファイルや、名前と中身が違うファイルは登録できません。';
    super([{ ...field, detail }], 'paper.not_taken');
  }
}

/** It is larger than a paper may be (422). */
export class PaperTooLarge extends Invalid {
  constructor() {
    const detail = `1つの資料は${largestPaper / 1024 / 1024}MBまでです。`;
    super([{ ...field, detail }], 'paper.too_large');
  }
}

/** The papers of the meeting are as many or as large as they may be (409). */
export class PapersFull extends Conflict {
  constructor() {
    super(
      'paper.full',
      `1つの会議の資料は、前の版も合わせて${paperQuota.files}件・${paperQuota.octets / 1024 / 1024}MBまでです。使わないものを削除してください。`,
    );
  }
}

/** The very same file is its last version already (409). */
export class PaperUnchanged extends Conflict {
  constructor() {
    super('paper.unchanged', '同じ内容のファイルが、すでに最新の版になっています。');
  }
}

/** The virus scanner has not let the file through (409). */
export class PaperInQuarantine extends Conflict {
  constructor(state: UploadState) {
    super(
      'paper.in_quarantine',
      state === 'infected'
        ? 'ウイルスが見つかったため、この資料は開けません。'
        : state === 'failed'
          ? 'ウイルス検査ができなかったため、この資料はまだ開けません。'
          : 'ウイルス検査が終わるまで、この資料は開けません。少し待ってからもう一度お試しください。',
      { state },
    );
  }
}

/** Nothing would stand in the pack (409). */
export class PackEmpty extends Conflict {
  constructor() {
    super('pack.empty', '次第に議題がないため、冊子を作れません。');
  }
}

/** The pack is not finished (409). */
export class PackNotReady extends Conflict {
  constructor() {
    super('pack.not_ready', 'この冊子はまだできていません。少し待ってからもう一度お試しください。');
  }
}

/** Nobody would be told (409). */
export class NobodyToTell extends Conflict {
  constructor() {
    super('circulation.nobody', '送る相手がいません。先に委員を加えてください。');
  }
}

/** What nobody sees yet cannot be circulated (409). */
export class NotAnnounced extends Conflict {
  constructor() {
    super(
      'circulation.not_announced',
      '開催を知らせる前の会議の次第は、送れません。先に開催を知らせてください。',
    );
  }
}
