import { hkdfSync } from 'node:crypto';
import type { LoginRole } from '../postgres/login.roles.js';

/** A key that wraps other keys, with the name that is written beside everything it wrapped. */
export interface KeyEncryptionKey {
  readonly kid: string;
  readonly key: Buffer;
}

/** The secret of one installation. Nothing uses it directly: every purpose gets a key of its own, derived from it. */
export class Keys {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  /** 32 bytes for one purpose (HKDF-SHA256); the same purpose always gives the same bytes. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#secret, 'renkei-portal', purpose, 32));
  }

  /** Tells one key file from another without telling anything about the key. */
  get kid(): string {
    return this.derive('kid').toString('hex').slice(0, 12);
  }

  /** Wraps the data keys of people. */
  get kek(): KeyEncryptionKey {
    return { kid: this.kid, key: this.derive('kek') };
  }

  /** The password of a login role of the database; nobody has to invent, store or type it. */
  rolePassword(role: LoginRole): string {
    return this.derive(`role ${role}`).toString('base64url');
  }

  /** The password of the embedded server's superuser. */
  get superuserPassword(): string {
    return this.derive('superuser').toString('base64url');
  }
}
