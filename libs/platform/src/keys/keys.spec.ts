import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyFileBroken, KeyFileMissing, KeyFileUnreachable } from './key.errors.js';
import { createKeys, hasKeys, openKeys } from './key.file.js';
import { Keys } from './keys.js';

const folder = mkdtempSync(join(tmpdir(), 'portal-keys-'));
const path = join(folder, 'portal.key');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the key file', () => {
  it('is missed', () => {
    expect(hasKeys(path)).toBe(false);
    expect(() => openKeys(path)).toThrow(KeyFileMissing);
  });

  it('is made for its owner alone, and opens to the same key', () => {
    const made = createKeys(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(openKeys(path).kek).toEqual(made.kek);
  });

  it('is never made twice', () => {
    const before = readFileSync(path, 'utf8');
    expect(createKeys(path).kek).toEqual(openKeys(path).kek);
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(readdirSync(folder)).toEqual(['portal.key']);
  });

  it.each([
    ['empty', () => ''],
    ['cut off', (content: string) => content.slice(0, -10)],
    [
      'of a mistyped key',
      (content: string) =>
        content.replace(
          /(portal-key \w+ )(.)/,
          (_, start: string, letter: string) => start + (letter === 'A' ? 'B' : 'A'),
        ),
    ],
  ])('is refused when it is %s', (_case, damage) => {
    const damaged = join(folder, 'damaged.key');
    writeFileSync(damaged, damage(readFileSync(path, 'utf8')));
    expect(() => openKeys(damaged)).toThrow(KeyFileBroken);
  });

  it('cannot be made where nobody may write', () => {
    expect(() => createKeys(join(path, 'below-a-file', 'portal.key'))).toThrow(KeyFileUnreachable);
  });

  const asOrdinaryUser = process.getuid?.() === 0 ? it.skip : it;
  asOrdinaryUser('cannot be read by somebody who may not', () => {
    const closed = join(folder, 'closed.key');
    writeFileSync(closed, '', { mode: 0o000 });
    chmodSync(closed, 0o000);
    expect(() => openKeys(closed)).toThrow(KeyFileUnreachable);
  });
});

describe('keys', () => {
  const keys = new Keys(Buffer.alloc(32, 1));
  const others = new Keys(Buffer.alloc(32, 2));

  it('derives always the same bytes for a purpose, and others for every other', () => {
    expect(keys.derive('a')).toEqual(new Keys(Buffer.alloc(32, 1)).derive('a'));
    const all = [keys.derive('a'), keys.derive('b'), others.derive('a'), keys.kek.key];
    expect(new Set(all.map((key) => key.toString('hex'))).size).toBe(all.length);
    expect(all.map((key) => key.length)).toEqual([32, 32, 32, 32]);
  });

  it('gives every role a password of its own that fits into a URL', () => {
    const passwords = [
      keys.rolePassword('portal_app'),
      keys.rolePassword('portal_auth'),
      keys.superuserPassword,
    ];
    expect(new Set(passwords).size).toBe(3);
    for (const password of passwords) expect(password).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('is told from another by its name, which is not a part of it', () => {
    expect(keys.kid).not.toBe(others.kid);
    expect(keys.kid).toMatch(/^[0-9a-f]{12}$/);
  });

  it('does not show itself when somebody prints it', () => {
    expect(JSON.stringify(keys)).toBe('{}');
  });
});
