import { Webhook } from 'standardwebhooks';
import { faultOfAddress, isPublicAddress } from './webhook.address.js';
import { webhookBody } from './webhook.body.js';
import { newWebhookSecret, signedHeaders } from './webhook.signature.js';
import { waitAfterTry } from './webhook-sending.js';

describe('a signature', () => {
  const body = '{"id":"1"}';
  const message = () => ({ id: 'evt', timestamp: Math.floor(Date.now() / 1000), body });

  it('is what Standard Webhooks says', () => {
    const secret = newWebhookSecret();
    expect(new Webhook(secret).verify(body, signedHeaders(message(), [secret]))).toEqual({ id: '1' });
    expect(() => new Webhook(newWebhookSecret()).verify(body, signedHeaders(message(), [secret]))).toThrow();
    expect(() => new Webhook(secret).verify('{"id":"2"}', signedHeaders(message(), [secret]))).toThrow();
  });

  it('is made with both secrets while one replaces the other', () => {
    const secrets = [newWebhookSecret(), newWebhookSecret()];
    const headers = signedHeaders(message(), secrets);
    for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toEqual({ id: '1' });
  });

  it('is refused by a receiver after five minutes', () => {
    const secret = newWebhookSecret();
    const old = { ...message(), timestamp: Math.floor(Date.now() / 1000) - 301 };
    expect(() => new Webhook(secret).verify(body, signedHeaders(old, [secret]))).toThrow('too old');
  });
});

describe('an address', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:10.0.0.1',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['93.184.215.14', '8.8.8.8', '2606:2800:220:1::1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    'ftp://example.jp/',
    'http://example.jp/',
    'https://user:word@example.jp/',
    'https://example.jp/#part',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'example.jp',
  ])('%s is refused', (url) => {
    expect(faultOfAddress(url, 'public')).toBeDefined();
  });

  it('over https is taken, and on this machine only where that was set', () => {
    expect(faultOfAddress('https://hooks.example.jp:8443/renkei?x=1', 'public')).toBeUndefined();
    expect(faultOfAddress('http://127.0.0.1:4000/', 'any')).toBeUndefined();
    expect(faultOfAddress('http://127.0.0.1:4000/', 'public')).toBeDefined();
  });
});

describe('a body', () => {
  const event = { id: 'e', type: 'referral.appointment_agreed', occurredAt: new Date(0), agencyId: 'a' };
  const line = { referralId: 'r', number: 'R8-000001', lineId: 'l', version: 7 };
  const typeWhen = (type: string, status: string) =>
    (JSON.parse(webhookBody({ ...event, type }, { ...line, status })) as { type: string }).type;

  it('holds ids, numbers, the present state and its version', () => {
    expect(JSON.parse(webhookBody(event, { ...line, status: 'accepted' }))).toEqual({
      id: 'e',
      type: 'referral.appointment_agreed',
      occurredAt: '1970-01-01T00:00:00.000Z',
      data: {
        agencyId: 'a',
        referralId: 'r',
        referralNumber: 'R8-000001',
        lineId: 'l',
        lineState: 'accepted',
        lineVersion: 7,
      },
    });
  });

  it('says nothing but the state once the line has been stopped', () => {
    expect(typeWhen('referral.appointment_agreed', 'suspended')).toBe('referral.suspended');
    expect(typeWhen('referral.message', 'cancelled')).toBe('referral.cancelled');
    expect(typeWhen('referral.stopped', 'cancelled')).toBe('referral.stopped');
    expect(typeWhen('referral.sent', 'error')).toBe('referral.misdirected');
  });
});

describe('the waits between tries', () => {
  it('grow, and end after more than three days', () => {
    const all = Array.from({ length: 9 }, (_, at) => waitAfterTry(at + 1, 0) ?? 0);
    expect(all).toEqual([...all].sort((a, b) => a - b));
    expect(all.reduce((sum, wait) => sum + wait)).toBeGreaterThan(3 * 86_400_000);
    expect(waitAfterTry(10)).toBeUndefined();
  });
});
