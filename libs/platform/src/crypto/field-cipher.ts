import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const layout = 1;
const ivLength = 12;
// Node accepts shorter tags unless told otherwise, and a short tag can be forged by trying.
const authTagLength = 16;
const headLength = 1 + ivLength + authTagLength;

/** The ciphertext was altered, moved to another place, or sealed with another key. */
export class Unreadable extends Error {
  constructor() {
    super('sealed value cannot be opened');
    this.name = 'Unreadable';
  }
}

/** A new data key: 32 random octets. */
export function newDataKey(): Buffer {
  return randomBytes(32);
}

/**
 * Seals octets with AES-256-GCM (NIST SP 800-38D). `place` (table|column|row) is bound to the ciphertext, so that a
 * value moved to another row or column no longer opens.
 */
export function seal(key: Buffer, place: string, plain: Buffer): Buffer {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength }).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(layout), iv, cipher.getAuthTag(), body]);
}

/**
 * Opens what `seal` made for the same key and place.
 * @throws {Unreadable} when anything differs.
 */
export function open(key: Buffer, place: string, sealed: Buffer): Buffer {
  if (sealed.length < headLength || sealed[0] !== layout) throw new Unreadable();
  const iv = sealed.subarray(1, 1 + ivLength);
  const tag = sealed.subarray(1 + ivLength, headLength);
  try {
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength })
      .setAAD(Buffer.from(place))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(headLength)), decipher.final()]);
  } catch {
    throw new Unreadable();
  }
}

/** Seals a text; null stays null. */
export function sealText(key: Buffer, place: string, text: string | null): Buffer | null {
  return text === null ? null : seal(key, place, Buffer.from(text, 'utf8'));
}

/** Opens a text sealed by `sealText`; null stays null. */
export function openText(key: Buffer, place: string, sealed: Buffer | null): string | null {
  return sealed === null ? null : open(key, place, sealed).toString('utf8');
}
