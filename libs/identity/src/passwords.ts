import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import type { FieldProblem } from '#libs/platform';

/** Shortest and longest password, in characters (access.md 3.1; length is what makes a password strong). */
export const passwordLength = { min: 15, max: 128 } as const;

// The library's own choice of algorithm is argon2id.
const cost = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 };
// 64 MiB each: more at once would let a crowd of sign-ins take the machine's memory.
const atOnce = 4;

/** Hashes and checks passwords with argon2id (RFC 9106), at most four at a time. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  /** The hash to store. */
  async hash(password: string): Promise<string> {
    return this.oneOfFew(() => hash(password.normalize('NFC'), cost));
  }

  /** Whether the password fits; an unknown account costs the same work, so that time does not tell who has one. */
  async fits(stored: string | undefined, password: string): Promise<boolean> {
    this.decoy ??= this.hash('nobody signs in with this one');
    const known = stored ?? (await this.decoy);
    const fits = await this.oneOfFew(() => verify(known, password.normalize('NFC')));
    return fits && stored !== undefined;
  }

  private async oneOfFew<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= atOnce) await new Promise<void>((go) => this.waiting.push(go));
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}

/** What is wrong with a new password, in the words of the form; nothing when it is good. */
export function passwordProblem(password: string, email: string): FieldProblem | undefined {
  const problem = (detail: string) => ({ field: 'password', label: 'パスワード', detail });
  const length = [...password].length;
  if (length < passwordLength.min)
    return problem(`パスワードは${passwordLength.min}文字以上にしてください。`);
  if (length > passwordLength.max)
    return problem(`パスワードは${passwordLength.max}文字以内にしてください。`);
  if (new Set(password).size < 5)
    return problem('同じ文字の繰り返しが多すぎます。別のパスワードにしてください。');
  const local = email.split('@')[0] ?? '';
  if (local.length > 3 && password.toLowerCase().includes(local)) {
    return problem('メールアドレスを含まないパスワードにしてください。');
  }
  return undefined;
}
