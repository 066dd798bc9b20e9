import { resolve } from 'node:path';
import { ConfigError } from './config.error.js';
import { loadConfig } from './config.loading.js';

describe('the configuration', () => {
  it('needs nothing to be set', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: 'localhost',
      publicUrl: 'http://localhost:3000',
      dataDir: resolve('.portal'),
      keyFile: resolve('.portal/portal.key'),
      demo: true,
      logLevel: 'info',
    });
    expect([config.secure, config.databaseUrl, config.queueUrl, config.smtpUrl]).toEqual([
      false,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has no demo region in a database that somebody named', () => {
    const databaseUrl = 'postgres://postgres@db/portal';
    expect(loadConfig({ DATABASE_URL: databaseUrl })).toMatchObject({ databaseUrl, demo: false });
    expect(loadConfig({ DATABASE_URL: databaseUrl, DEMO: 'yes' }).demo).toBe(true);
  });

  it('keeps the key beside the data unless told otherwise', () => {
    expect(loadConfig({ DATA_DIR: '/srv/portal' }).keyFile).toBe('/srv/portal/portal.key');
    expect(loadConfig({ DATA_DIR: '/srv/portal', PORTAL_KEY_FILE: '/run/keys/k' }).keyFile).toBe(
      '/run/keys/k',
    );
  });

  it('takes an empty variable for one that is not set', () => {
    const { queueUrl, port } = loadConfig({ QUEUE_URL: '', PORT: ' ' });
    expect({ queueUrl, port }).toEqual({ queueUrl: undefined, port: 3000 });
  });

  it('knows secure cookies by the address', () => {
    const { publicUrl, secure } = loadConfig({ PUBLIC_URL: 'https://portal.example.jp/' });
    expect({ publicUrl, secure }).toEqual({ publicUrl: 'https://portal.example.jp', secure: true });
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', 'web'],
    ['PUBLIC_URL', 'portal.example.jp'],
    ['PUBLIC_URL', 'https://example.jp/portal'],
    ['DATABASE_URL', 'localhost'],
    ['DATABASE_URL', 'mysql://localhost/portal'],
    ['QUEUE_URL', 'http://localhost'],
    ['SMTP_URL', 'mail.example.jp'],
    ['MAIL_INBOX', '協議会 <kaigi@portal.example.jp>'],
    ['MAIL_INBOX', 'kaigi+x@portal.example.jp'],
    ['INBOX_TOKEN', 'short'],
    ['DEMO', 'perhaps'],
    ['LOG_LEVEL', 'loud'],
    ['TILE_URL', 'tiles.example.jp'],
    ['TILE_URL', 'https://tiles.example.jp/map.png'],
  ])('names %s when it is %s', (variable, value) => {
    expect(() => loadConfig({ [variable]: value })).toThrow(ConfigError);
    expect(() => loadConfig({ [variable]: value })).toThrow(`環境変数 ${variable} `);
  });

  it('never repeats an address that may hold a password', () => {
    expect(() => loadConfig({ DATABASE_URL: 'mysql://root:secret@db/portal' })).not.toThrow('secret');
  });

  it.each([
    ['https://tiles.example.jp/{z}/{x}/{y}.png', 'https://tiles.example.jp'],
    ['https://{s}.tiles.example.jp/{z}/{x}/{y}.png', 'https://*.tiles.example.jp'],
    ['http://localhost:8081/{z}/{x}/{y}.png', 'http://localhost:8081'],
  ])('lets a browser load tiles of %s from %s', (address, origin) => {
    expect(loadConfig({ TILE_URL: address }).tileOrigin).toBe(origin);
    expect(loadConfig({}).tileOrigin).toBeUndefined();
  });
});
