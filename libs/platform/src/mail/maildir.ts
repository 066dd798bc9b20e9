import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../trouble.js';

/** Longer mails are left where they are. */
export const largestMail = 10 * 1024 * 1024;

/** A mail that lies in the folder. */
export interface MaildirMail {
  readonly name: string;
  readonly raw: Buffer;
}

/** A folder into which a mail server delivers, one file a mail: what is complete stands in new/, what was read in cur/. */
export class Maildir {
  constructor(private readonly folder: string) {}

  /** The oldest unread mails, one after the other; the caller says `settle` when it has kept one. */
  async *unread(most = 100): AsyncGenerator<MaildirMail> {
    await mkdir(join(this.folder, 'cur'), { recursive: true });
    // The names begin with the second of delivery.
    const names = (await this.names()).toSorted().slice(0, most);
    for (const name of names) {
      const path = join(this.folder, 'new', name);
      const { size } = await stat(path);
      if (size > 0 && size <= largestMail) yield { name, raw: await readFile(path) };
      else await this.settle(name, 'T');
    }
  }

  /** Moves a mail to those that were read, or, with T, that nobody will read. */
  async settle(name: string, flag: 'S' | 'T' = 'S'): Promise<void> {
    await rename(join(this.folder, 'new', name), join(this.folder, 'cur', `${name}:2,${flag}`)).catch(
      (error: unknown) => {
        // Another worker was quicker.
        if (codeOf(error) !== 'ENOENT') throw error;
      },
    );
  }

  private async names(): Promise<string[]> {
    const entries = await readdir(join(this.folder, 'new'), { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  }
}
