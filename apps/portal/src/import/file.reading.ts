import { readFile } from 'node:fs/promises';
import { FileUnreadable } from './file.errors.js';

/**
 * The bytes of a file that somebody named.
 * @throws {FileUnreadable}
 */
export async function readFileAt(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new FileUnreadable(path, error);
  }
}
