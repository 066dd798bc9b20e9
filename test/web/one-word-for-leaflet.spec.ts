import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

describe('the texts for people', () => {
  it('call what is printed 冊子, and nothing else', () => {
    const files = ['apps', 'libs'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ts|tsx|typ)$/.test(name) && !/node_modules|\.spec\.ts$/.test(name))
        .map((name) => join(folder, name)),
    );
    expect(files.length).toBeGreaterThan(300);
    const strange = files.filter((file) => /リーフレット|しおり|ガイド/.test(readFileSync(file, 'utf8')));
    expect(strange).toEqual([]);
  });
});
