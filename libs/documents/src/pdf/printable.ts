import { hasGlyph } from './font.coverage.js';

/** What stands for a character that cannot be printed, as in Japanese typesetting. */
export const geta = '〓';

// Marks that choose a form of the character before them: the font knows some, and the rest do no harm.
const variation = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
// Signs without a shape: controls, zero-width marks and those that turn the direction of writing.
const shapeless = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/**
 * Makes texts printable: one odd character in one entry must not keep a whole document from being set. Keeps account of
 * what it had to replace.
 */
export class Printable {
  private readonly lost = new Set<string>();

  /** The characters replaced so far. */
  get replaced(): string[] {
    return [...this.lost];
  }

  /** The same value with every text in it made printable. */
  of(value: unknown): unknown {
    if (typeof value === 'string') return [...value].map((sign) => this.sign(sign)).join('');
    if (Array.isArray(value)) return value.map((item) => this.of(item));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.of(item)]));
  }

  private sign(sign: string): string {
    if (sign === '\n') return sign;
    if (sign === '\t') return ' ';
    if (shapeless.test(sign)) return '';
    if (variation.test(sign) || hasGlyph(sign.codePointAt(0)!)) return sign;
    this.lost.add(sign);
    return geta;
  }
}
