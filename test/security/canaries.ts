import type { DataCategory } from '#libs/people';

/** What a sensitive text belongs to: a kind of data, or words that somebody wrote beside it. */
export type Group =
  | DataCategory
  | 'consent'
  | 'sourceNote'
  | 'recipientNote'
  | 'recipientSecret'
  | 'sourceSecret'
  | 'sourceWord'
  | 'recipientWord'
  | 'report'
  | 'address';

/** A text that is nowhere else in the world, so that seeing it proves who was told what. */
export interface Canary {
  readonly text: string;
  /** The case that it belongs to. */
  readonly of: string;
  readonly group: Group;
}

const hiragana = [...'あいうえおかきくけこ'];

/** Makes canaries of every shape that a field takes, and keeps them all. */
export class Canaries {
  readonly all: Canary[] = [];

  /** A free text. */
  text(of: string, group: Group, field: string): string {
    return this.keep(of, group, `canary-${of}-${group}-${field}.`);
  }

  /** A name in kana. */
  kana(of: string, group: Group = 'identity'): string {
    const digits = [...String(this.all.length)].map((digit) => hiragana[Number(digit)]);
    return this.keep(of, group, `かなりあん${digits.join('')}ん`);
  }

  /** A birthday so long ago that no other date of the world is like it. */
  day(of: string): string {
    const day = new Date(Date.UTC(1868, 0, 1 + this.all.length));
    return this.keep(of, 'identity', day.toISOString().slice(0, 10));
  }

  /** A text that is unique anyway, such as an address. */
  keep(of: string, group: Group, text: string): string {
    this.all.push({ text, of, group });
    return text;
  }
}
