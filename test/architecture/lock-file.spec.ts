import { readFileSync } from 'node:fs';

interface Entry {
  optionalDependencies?: Record<string, string>;
  resolved?: string;
  engines?: { node?: string };
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };
const entries = Object.entries(lock.packages);

describe('package-lock.json', () => {
  it('names no registry, so that everybody installs from their own', () => {
    expect(entries.filter(([, { resolved }]) => resolved?.includes('://')).map(([path]) => path)).toEqual([]);
  });

  // npm drops what the registry at hand does not carry for other machines, and then refuses `npm ci` on this one.
  it('has an entry for every optional package of every machine', () => {
    const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          !(`${path}/node_modules/${name}` in lock.packages) && !(`node_modules/${name}` in lock.packages),
      ),
    );
    expect(missing).toEqual([]);
  });
});
