import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { eraDay, type PaperPart, PdfPress } from '#libs/documents';
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

const template = readFileSync(new URL('./record-paper.typ', import.meta.url), 'utf8');

/** Sets papers of record: tagged PDF, with its number, who printed it when, and page x of y. */
@Injectable()
export class RecordPapers {
  constructor(
    private readonly press: PdfPress,
    private readonly clock: Clock,
  ) {}

  async print({ printedBy, ...paper }: RecordPaper): Promise<Buffer> {
    const now = this.clock.now();
    const made = `${eraMoment(now)}　${printedBy} 印刷`;
    const { content } = await this.press.render({ template, data: { ...paper, made }, madeAt: now });
    return content;
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
