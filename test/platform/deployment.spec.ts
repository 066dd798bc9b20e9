import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { envExample } from '#libs/platform';

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { disable?: boolean; test?: string[] };
  read_only?: boolean;
  cap_drop?: string[];
  volumes?: string[];
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const ours = ['migrate', 'api', 'worker'];
const dockerfile = readFileSync('Dockerfile', 'utf8');

describe('docker-compose.yml', () => {
  const services = Object.entries(compose.services);

  it('holds the portal as three processes, and what they need', () => {
    expect(Object.keys(compose.services).sort()).toEqual([...ours, 'database', 'queue', 'mail'].sort());
  });

  it.each(services)('%s writes only where it may', (_name, service) => {
    expect(service.read_only).toBe(true);
  });

  it.each(services)('%s is built here or pinned to a version', (_name, service) => {
    if (service.build === undefined) expect(service.image).toMatch(/:v?\d+/);
  });

  it.each(services)('%s waits only for what is there', (_name, service) => {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      const target = compose.services[other];
      expect(target).toBeDefined();
      if (condition === 'service_healthy') expect(target?.healthcheck?.test).toBeDefined();
    }
  });

  it.each(services)('%s keeps what it keeps in a volume that is declared', (_name, service) => {
    const named = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
    expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(named));
  });

  it.each(ours)('%s has no powers, and is told only what the configuration knows', (name) => {
    const service = compose.services[name];
    expect(service?.cap_drop).toEqual(['ALL']);
    const known = [...envExample().matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, variable]) => variable);
    expect(known).toEqual(expect.arrayContaining(Object.keys(service?.environment ?? {})));
  });

  it('lets only migrate write the key', () => {
    const keyOf = (name: string) =>
      compose.services[name]?.volumes?.find((volume) => volume.startsWith('key:'));
    expect(ours.map(keyOf)).toEqual(['key:/data', 'key:/data:ro', 'key:/data:ro']);
  });
});

describe('Dockerfile', () => {
  it('runs as an ordinary user', () => {
    expect(dockerfile.match(/^USER (.+)$/gm)?.at(-1)).toBe('USER node');
  });

  it.each([...dockerfile.matchAll(/dist\/(apps\/[a-z/]+)\.js/g)].map(([, path]) => path))(
    'starts %s, which is there',
    (path) => {
      expect(existsSync(`${path}.ts`)).toBe(true);
    },
  );

  it('and compose start programs that are there', () => {
    const programs = ours
      .flatMap((name) => compose.services[name]?.command ?? [])
      .filter((word) => word.startsWith('dist/'));
    for (const program of programs)
      expect(existsSync(program.replace('dist/', '').replace('.js', '.ts'))).toBe(true);
  });
});
