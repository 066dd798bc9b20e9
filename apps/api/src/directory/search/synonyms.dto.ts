import type { SynonymWords } from '#libs/directory';
import { Text } from '../../http/fields.js';

/** What somebody would type into the search box. */
export class ExpansionQuery {
  @Text({ label: 'ことば', max: 100, min: 0, optional: true })
  words?: string;
}

/** A group of words, one in each line (or with 、 between them). */
export class SynonymRequest {
  @Text({ label: 'ことば', max: 2000 })
  words!: string;

  /** Left empty, the words find each other; else each of them finds these, and not the other way round. */
  @Text({ label: 'いっしょにさがすことば', max: 2000, min: 0, optional: true })
  finds?: string | null;

  asWords(): SynonymWords {
    return { words: linesOf(this.words), finds: linesOf(this.finds ?? '') };
  }
}

function linesOf(text: string): string[] {
  return text
    .split(/[\r\n、,，]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
