import { open, openText, seal, sealText, Unreadable } from './field-cipher.js';

/** Where a sealed value lives; it opens nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** The key of a record that is continued in another one. */
export interface LentKey {
  readonly subjectId: string;
  readonly key: Buffer;
}

/**
 * The key of one subject, ready to seal and open texts. Where records of one person were merged, it also opens what was
 * sealed for those that have gone: they keep their keys and places, and nothing is sealed anew.
 */
export class DataKey {
  readonly #key: Buffer;
  readonly #subjectId: string;
  readonly #lent: readonly LentKey[];

  constructor(key: Buffer, subjectId = '', lent: readonly LentKey[] = []) {
    this.#key = key;
    this.#subjectId = subjectId;
    this.#lent = lent;
  }

  /** Seals a text for its place. */
  seal(place: Place, text: string): Buffer {
    return sealText(this.#key, placeName(place), text) as Buffer;
  }

  /** Seals a text that may be missing. */
  sealOptional(place: Place, text: string | null | undefined): Buffer | null {
    return sealText(this.#key, placeName(place), text ?? null);
  }

  /** Seals octets for their place. */
  sealOctets(place: Place, content: Buffer): Buffer {
    return seal(this.#key, placeName(place), content);
  }

  /** Opens octets sealed for this place. */
  openOctets(place: Place, sealed: Buffer): Buffer {
    return this.#open(place, (key, name) => open(key, name, sealed));
  }

  /** Opens what was sealed for this place. */
  open(place: Place, sealed: Buffer): string {
    return this.#open(place, (key, name) => openText(key, name, sealed) as string);
  }

  /** Opens a value that may be missing. */
  openOptional(place: Place, sealed: Buffer | null): string | null {
    return this.#open(place, (key, name) => openText(key, name, sealed));
  }

  /** @throws {Unreadable} when no key opens it. */
  #open<Opened>(place: Place, attempt: (key: Buffer, name: string) => Opened): Opened {
    try {
      return attempt(this.#key, placeName(place));
    } catch (error) {
      if (this.#lent.length === 0 || !(error instanceof Unreadable)) throw error;
    }
    for (const { subjectId, key } of this.#lent) {
      // A place may name the record, and then names the one in which it was sealed.
      for (const row of new Set([place.row, place.row.replaceAll(this.#subjectId, subjectId)])) {
        try {
          return attempt(key, placeName({ ...place, row }));
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error;
        }
      }
    }
    throw new Unreadable();
  }
}

function placeName({ table, column, row }: Place): string {
  return `${table}|${column}|${row}`;
}
