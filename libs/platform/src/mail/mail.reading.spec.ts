import { readMail } from './mail.reading.js';

const mail = (...lines: string[]) => Buffer.from(lines.join('\r\n'));
const calendar = ['BEGIN:VCALENDAR', 'METHOD:REPLY', 'END:VCALENDAR'];

describe('a mail that came in', () => {
  it('tells sender, recipients and the calendar beside the text, once', async () => {
    const read = await readMail(
      mail(
        'Return-Path: <info@hidamari.example.jp>',
        'Delivered-To: kaigi+t0ken@portal.example.jp',
        'From: =?UTF-8?B?44Gy44Gg44G+44KK?= <Info@Hidamari.example.jp>',
        'To: "協議会" <Kaigi+T0ken@portal.example.jp>',
        'Message-ID: <1@hidamari.example.jp>',
        'Date: Sat, 21 Nov 2026 12:15:00 +0900',
        'Subject: =?UTF-8?B?5om/6Ku+?=',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=a',
        '',
        '--a',
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain; charset=UTF-8',
        '',
        '出席します。',
        '--b',
        'Content-Type: text/calendar; charset=UTF-8; method=REPLY',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from(calendar.join('\r\n')).toString('base64'),
        '--b--',
        '--a',
        'Content-Type: application/ics; name=invite.ics',
        'Content-Disposition: attachment; filename=invite.ics',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from(calendar.join('\r\n')).toString('base64'),
        '--a--',
        '',
      ),
    );
    expect(read).toMatchObject({
      messageId: '1@hidamari.example.jp',
      from: 'info@hidamari.example.jp',
      fromName: 'ひだまり',
      recipients: ['kaigi+t0ken@portal.example.jp'],
      date: new Date('2026-11-21T03:15:00Z'),
      subject: '承諾',
      isAutomatic: false,
      bounce: undefined,
    });
    expect(read.text.trim()).toBe('出席します。');
    expect(read.calendars).toHaveLength(1);
    expect(read.calendars[0]).toMatchObject({ method: 'REPLY' });
  });

  it('does not read what is forwarded inside of it as if it had been sent', async () => {
    const read = await readMail(
      mail(
        'From: a@example.jp',
        'To: kaigi@portal.example.jp',
        'Content-Type: multipart/mixed; boundary=a',
        '',
        '--a',
        'Content-Type: message/rfc822',
        '',
        'From: b@example.jp',
        'Content-Type: text/calendar; method=REPLY',
        '',
        ...calendar,
        '--a--',
        '',
      ),
    );
    expect(read.from).toBe('a@example.jp');
    expect(read.calendars).toEqual([]);
  });

  it.each([
    { header: 'Auto-Submitted: auto-replied', automatic: true },
    { header: 'X-Autoreply: yes', automatic: true },
    { header: 'Precedence: auto_reply', automatic: true },
    { header: 'Auto-Submitted: auto-generated', automatic: false },
    { header: 'Auto-Submitted: no', automatic: false },
  ])('knows a notice of absence by $header: $automatic', async ({ header, automatic }) => {
    const read = await readMail(mail('From: a@example.jp', header, '', '不在です'));
    expect(read.isAutomatic).toBe(automatic);
  });

  it.each([
    '',
    '\r\n',
    'no mail at all',
    'From: \r\n\r\n',
    '\0\x01\x02',
    'Date: yesterday\r\nTo: ;\r\n\r\nx',
  ])('does not fall over %j', async (text) =>
    expect((await readMail(Buffer.from(text))).calendars).toEqual([]),
  );
});

describe('a mail that came back', () => {
  const report = (...recipient: string[]) =>
    mail(
      'From: MAILER-DAEMON@mx.example.jp',
      'To: kaigi+b-1@portal.example.jp',
      'Auto-Submitted: auto-replied',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=a',
      '',
      '--a',
      'Content-Type: text/plain',
      '',
      'The mail could not be delivered.',
      '--a',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.jp',
      'Arrival-Date: Sat, 21 Nov 2026 12:15:00 +0900',
      '',
      ...recipient,
      '',
      '--a',
      'Content-Type: message/rfc822',
      '',
      'From: no-reply@portal.example.jp',
      'Message-ID: <d-1@portal.example.jp>',
      'Subject: x',
      '',
      'text',
      '--a--',
      '',
    );

  it.each([
    {
      what: 'an unknown address',
      lines: ['Final-Recipient: rfc822; Taro@example.jp', 'Action: failed', 'Status: 5.1.1'],
      bounce: { kind: 'hard', recipient: 'taro@example.jp', status: '5.1.1' },
    },
    {
      what: 'the address before it was forwarded',
      lines: [
        'Original-Recipient: rfc822;taro@example.jp',
        'Final-Recipient: rfc822;x@forwarded.example.jp',
        'Action: Failed',
        'Status: 5.0.0',
        'Diagnostic-Code: smtp; 550-5.1.1 The account',
        ' does not exist',
      ],
      bounce: { kind: 'hard', recipient: 'taro@example.jp', status: '5.0.0' },
    },
    {
      what: 'a full mailbox',
      lines: ['Final-Recipient: rfc822; <taro@example.jp>', 'Action: failed', 'Status: 5.2.2 (mailbox full)'],
      bounce: { kind: 'soft', recipient: 'taro@example.jp', status: '5.2.2' },
    },
    {
      what: 'a server that is away for now',
      lines: ['Final-Recipient: rfc822; taro@example.jp', 'Action: delayed', 'Status: 4.4.1'],
      bounce: { kind: 'soft', recipient: 'taro@example.jp', status: '4.4.1' },
    },
    {
      what: 'a report without a number',
      lines: ['Final-Recipient: rfc822; taro@example.jp', 'Action: failed'],
      bounce: { kind: 'hard', recipient: 'taro@example.jp' },
    },
  ])('tells of $what', async ({ lines, bounce }) => {
    expect((await readMail(report(...lines))).bounce).toEqual({ ...bounce, of: 'd-1@portal.example.jp' });
  });

  it('is none where the mail arrived', async () => {
    const delivered = ['Final-Recipient: rfc822; taro@example.jp', 'Action: delivered', 'Status: 2.0.0'];
    expect((await readMail(report(...delivered))).bounce).toBeUndefined();
  });
});
