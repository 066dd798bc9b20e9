import { newId } from '#libs/platform';
import { startApi, type TestApi } from '../support/api.js';

async function keepMail(api: TestApi, subject: string, body: string): Promise<void> {
  await api.db.admin(
    'INSERT INTO portal.mail_copy (id, message_id, recipient, subject, body) VALUES ($1, $2, $3, $4, $5)',
    [newId(), `${newId()}@example.jp`, 'hanako@example.jp', subject, body],
  );
}

describe('the mailbox of the demo', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await startApi({ demo: true })));
  afterAll(() => api.close());

  it('shows the mails that were sent, newest first, without script or inline style', async () => {
    expect((await api.client().get('/dev/mailbox')).text).toContain('メールはまだありません。');
    await keepMail(api, '一通目', '本文\n');
    await keepMail(
      api,
      '二通目 <script>alert(1)</script>',
      'http://localhost:3000/invitation#a"b\nhttps://evil.example/\n',
    );
    const { status, headers, text } = await api.client().get('/dev/mailbox');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(text.indexOf('二通目')).toBeLessThan(text.indexOf('一通目'));
    expect(text).not.toMatch(/<script|<style|style=|onclick/);
    expect(text).toContain(
      '<a href="http://localhost:3000/invitation#a">http://localhost:3000/invitation#a</a>&quot;b',
    );
    expect(text).not.toContain('href="https://evil.example');
    expect((await api.client().get('/dev/mailbox.css')).headers.get('content-type')).toContain('text/css');
  });

  it('hands them to programs as well', async () => {
    const { body } = await api.client().get<object[]>('/dev/mailbox.json');
    expect(body.at(-1)).toEqual({
      id: expect.any(String) as string,
      to: 'hanako@example.jp',
      subject: '一通目',
      text: '本文\n',
      sentAt: expect.any(String) as string,
    });
  });

  it('is no part of the published API', async () => {
    const { text } = await api.client().get('/api/openapi.json');
    expect(text).not.toContain('mailbox');
  });
});

describe('without the demo', () => {
  it('there is no mailbox', async () => {
    const api = await startApi({ demo: false });
    try {
      for (const path of ['/dev/mailbox', '/dev/mailbox.json', '/dev/mailbox.css']) {
        expect((await api.client().get(path)).status).toBe(404);
      }
    } finally {
      await api.close();
    }
  });
});
