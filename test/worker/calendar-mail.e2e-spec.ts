import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { writeCalendar } from '#libs/documents';
import { openLog, readMail, senderFrom, SmtpMailer } from '#libs/platform';
import { MailSink } from './mail.sink.js';

// A calendar message over a real mail server, read back as other programs do.
let sink: MailSink;
let mailer: SmtpMailer;

const name = '"青葉"\r\nATTENDEE:mailto:evil@example.jp; 𠮷野㈱👍🏽';
const content = writeCalendar({
  method: 'REQUEST',
  events: [
    {
      uid: 'm-1@portal.example.jp',
      sequence: 1,
      stamp: new Date('2026-11-20T00:00:00Z'),
      time: { startsAt: new Date('2026-12-01T09:30:00Z'), endsAt: new Date('2026-12-01T11:00:00Z') },
      summary: `第2回 就労支援部会 ${'長い名前'.repeat(30)}`,
      organizer: { name, address: 'kaigi+t0ken@portal.example.jp' },
      attendees: [
        {
          name,
          address: 'info@hidamari.example.jp',
          role: 'required',
          answer: 'needs_action',
          isAsked: true,
        },
      ],
      status: 'CONFIRMED',
    },
  ],
});

beforeAll(async () => {
  sink = await new MailSink().open();
  mailer = new SmtpMailer(
    sink.url,
    senderFrom('連携ポータル <no-reply@portal.example.jp>'),
    openLog('silent', 'test'),
  );
  await mailer.send({
    messageId: 'd-1@portal.example.jp',
    to: 'info@hidamari.example.jp',
    subject: '【開催案内】第2回 就労支援部会',
    text: '開催のお知らせです。\n',
    calendar: { method: 'REQUEST', content },
    replyTo: 'kaigi+t0ken@portal.example.jp',
    returnTo: 'kaigi+b-1@portal.example.jp',
  });
});
afterAll(async () => {
  mailer.close(0);
  await sink.close();
});

it('goes beside the text, and as a file for programs that know no calendars', () => {
  const { raw } = sink.arrived[0]!;
  const types = [...raw.replaceAll(/\r\n[ \t]+/g, ' ').matchAll(/^content-type: ([^\r\n]*)/gim)].map(
    ([, type]) => type,
  );
  const kinds = types.map((type) => type!.split(';', 1)[0]);
  expect(kinds).toEqual([
    'multipart/mixed',
    'multipart/alternative',
    'text/plain',
    'text/calendar',
    'application/ics',
  ]);
  expect(types[3]).toMatch(/charset="?utf-8"?/i);
  expect(types[3]).toMatch(/method="?REQUEST"?/);
  // Seven bits and short lines: no server on the way may break it (RFC 6047, 2.6).
  // oxlint-disable-next-line no-control-regex -- they are what must not be there
  expect(raw).toMatch(/^[\x00-\x7f]*$/);
  expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
});

it('has a way back of its own, and a place where answers go', async () => {
  const { sender, raw } = sink.arrived[0]!;
  expect(sender).toBe('kaigi+b-1@portal.example.jp');
  const mail = await PostalMime.parse(raw);
  expect(mail.from).toEqual({ name: '連携ポータル', address: 'no-reply@portal.example.jp' });
  expect(mail.replyTo).toEqual([{ name: '', address: 'kaigi+t0ken@portal.example.jp' }]);
  expect(mail.messageId).toBe('<d-1@portal.example.jp>');
});

it('is read back letter by letter, and what stands in a name stays there', async () => {
  const { raw } = sink.arrived[0]!;
  const { calendars, text } = await readMail(Buffer.from(raw));
  expect(text.trim()).toBe('開催のお知らせです。');
  expect(calendars).toHaveLength(1);
  expect(calendars[0]!.method).toBe('REQUEST');
  expect(calendars[0]!.content.replaceAll(/\r?\n/g, '\r\n')).toBe(content);
  const calendar = new ICAL.Component(ICAL.parse(calendars[0]!.content));
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
  expect(event.attendees.map((one) => [one.getFirstValue(), one.getParameter('cn')])).toEqual([
    ['mailto:info@hidamari.example.jp', name.replace('\r\n', '\n')],
  ]);
  expect(String(event.component.getFirstPropertyValue('dtstamp'))).toBe('2026-11-20T00:00:00Z');
});
