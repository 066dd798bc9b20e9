import { NotReadable, reasons } from './closed-days.js';
import type { Word } from './closed-days.words.js';

/** A word of one kind. */
export type WordOf<Kind extends Word['kind']> = Extract<Word, { kind: Kind }>;

/** Goes through words one after the other. */
export class WordCursor {
  private at = 0;

  constructor(private readonly words: readonly Word[]) {}

  get isDone(): boolean {
    return this.at >= this.words.length;
  }

  /** What kind of word stood before the one that was taken last. */
  get kindBefore(): Word['kind'] | undefined {
    return this.words[this.at - 2]?.kind;
  }

  get lastKind(): Word['kind'] | undefined {
    return this.words.at(-1)?.kind;
  }

  peek(ahead = 0): Word | undefined {
    return this.words[this.at + ahead];
  }

  take(): Word {
    const word = this.words[this.at];
    if (word === undefined) throw new NotReadable(reasons.cut);
    this.at += 1;
    return word;
  }

  /** Goes on if the next word is of this kind. */
  skip(kind: Word['kind']): boolean {
    const found = this.peek()?.kind === kind;
    if (found) this.at += 1;
    return found;
  }

  expect<Kind extends Word['kind']>(...kinds: Kind[]): WordOf<Kind> {
    const word = this.take();
    if (!(kinds as string[]).includes(word.kind)) throw new NotReadable(reasons.wording);
    return word as WordOf<Kind>;
  }

  /** What stands up to the end of a bracket that has been opened; brackets within brackets are not read. */
  untilClose(): Word[] {
    const inside: Word[] = [];
    for (;;) {
      const word = this.take();
      if (word.kind === 'close') return inside;
      if (word.kind === 'open') throw new NotReadable(reasons.bracket);
      inside.push(word);
    }
  }

  /** 土日 and 土日曜日 are two days; what is joined by a comma comes as an item of its own. */
  listedDays(first: WordOf<'weekday'>): WordOf<'weekday'>['day'][] {
    const days = [first.day];
    for (let next = this.peek(); next?.kind === 'weekday'; next = this.peek()) {
      days.push(next.day);
      this.take();
    }
    return days;
  }

  /** Whether a day of the week follows at once or after a comma: 隔週土・日曜 may mean both. */
  get joinsDay(): boolean {
    return this.joins('weekday');
  }

  get joinsHolidays(): boolean {
    return this.joins('holidays');
  }

  private joins(kind: Word['kind']): boolean {
    const [next, after] = [this.peek(), this.peek(1)];
    return next?.kind === kind || (next?.kind === 'comma' && after?.kind === kind);
  }
}
