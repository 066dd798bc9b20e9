import { Injectable } from '@nestjs/common';
import { eraDay, type PaperPart, PdfPress, setSheets } from '#libs/documents';
import { Clock, dayInJapan } from '#libs/platform';

/** What stands on a paper of record. */
export interface RecordPaper {
  readonly title: string;
  readonly number: string;
  readonly issuer: string;
  readonly printedBy: string;
  readonly lead: readonly string[];
  readonly wide?: boolean;
  readonly blocks: readonly PaperPart[];
}

/** Sets papers of record: tagged PDF, with its number, who printed it when, and page x of y. */
@Injectable()
export class RecordPapers {
  constructor(
    private readonly press: PdfPress,
    private readonly clock: Clock,
  ) {}

  async print({
    title,
    number,
    issuer,
    printedBy,
    lead,
    wide = false,
    blocks,
  }: RecordPaper): Promise<Buffer> {
    const now = this.clock.now();
    const sheet = {
      ...{ title, number, day: eraDay(dayInJapan(now)) },
      ...{ to: [], from: [issuer], lead, parts: blocks },
    };
    const printed = `${eraMoment(now)}　${printedBy} 印刷`;
    const bundle = { title, issuer, printed, watermark: null, wide, sheets: [sheet] };
    return (await setSheets(this.press, bundle, now)).content;
  }
}

const clockInJapan = new Intl.DateTimeFormat('ja-JP', {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
  timeZone: 'Asia/Tokyo',
});

/** A moment as papers write it: 令和8年11月20日 14:05. */
export function eraMoment(at: Date | string): string {
  const moment = new Date(at);
  return `${eraDay(dayInJapan(moment))} ${clockInJapan.format(moment)}`;
}
