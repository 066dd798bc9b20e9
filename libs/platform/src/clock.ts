import { Injectable } from '@nestjs/common';

const japaneseDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' });

/** The only source of time in the application; deadlines and consents are decided by the database's own now(). */
@Injectable()
export class Clock {
  /** The present moment. */
  now(): Date {
    return new Date();
  }

  /** The calendar day in Japan, as YYYY-MM-DD. */
  today(): string {
    return dayInJapan(this.now());
  }
}

/** The calendar day in Japan (Asia/Tokyo) on which a moment falls, as YYYY-MM-DD. */
export function dayInJapan(moment: Date): string {
  return japaneseDate.format(moment);
}
