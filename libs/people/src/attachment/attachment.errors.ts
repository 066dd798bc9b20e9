import { Conflict, Invalid, type UploadState } from '#libs/platform';
import { largestAttachment, quota } from './attachment.codes.js';

const field = { field: 'file', label: '添付ファイル' };

/** Octets, sender and name do not agree on one of the types that are taken (422). */
export class FileNotTaken extends Invalid {
  constructor() {
    const detail =
      'PDF、JPEG、PNG、Word（docx）、Excel（xlsx）、音声（mp3・m4a・wav）のファイルを選んでください。マクロのあるファイルや、名前と中身が違うファイルは添付できません。';
    super([{ ...field, detail }], 'attachment.not_taken');
  }
}

/** It is larger than a file may be (422). */
export class FileTooLarge extends Invalid {
  constructor() {
    const detail = `1つのファイルは${largestAttachment / 1024 / 1024}MBまでです。`;
    super([{ ...field, detail }], 'attachment.too_large');
  }
}

/** The files about the person are as many or as large as they may be (409). */
export class QuotaReached extends Conflict {
  constructor() {
    super(
      'attachment.quota',
      `本人の添付は合わせて${quota.files}件・${quota.octets / 1024 / 1024}MBまでです。使わないものを削除してください。`,
    );
  }
}

/** The virus scanner has not let the file through (409). */
export class FileInQuarantine extends Conflict {
  constructor(state: UploadState) {
    super(
      'attachment.in_quarantine',
      state === 'infected'
        ? 'ウイルスが見つかったため、このファイルは開けません。'
        : state === 'failed'
          ? 'ウイルス検査ができなかったため、このファイルはまだ開けません。もう一度検査してください。'
          : 'ウイルス検査が終わるまで、このファイルは開けません。少し待ってからもう一度お試しください。',
      { state },
    );
  }
}
