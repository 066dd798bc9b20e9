import { open, openText, seal, sealText } from './field-cipher.js';

/** Where a sealed value lives; it opens nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** The key of one subject, ready to seal and open texts. */
export class DataKey {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
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
    return open(this.#key, placeName(place), sealed);
  }

  /** Opens what was sealed for this place. */
  open(place: Place, sealed: Buffer): string {
    return openText(this.#key, placeName(place), sealed) as string;
  }

  /** Opens a value that may be missing. */
  openOptional(place: Place, sealed: Buffer | null): string | null {
    return openText(this.#key, placeName(place), sealed);
  }
}

function placeName({ table, column, row }: Place): string {
  return `${table}|${column}|${row}`;
}
