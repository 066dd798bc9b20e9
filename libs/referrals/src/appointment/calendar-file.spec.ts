import fc from 'fast-check';
import ICAL from 'ical.js';
import { type CalendarEntry, calendarFile } from './calendar-file.js';

const meeting: CalendarEntry = {
  uid: '0198@portal.example.jp',
  startsAt: new Date('2026-12-01T01:00:00Z'),
  endsAt: new Date('2026-12-01T02:30:00Z'),
  summary: '面談（連携依頼 R8-000001）',
  place: '青葉市本町1-2-3 青葉会館; 2階, 相談室',
  note: '持ち物：\n手帳\\お薬手帳',
  url: 'https://portal.example.jp/referrals/1',
  sequence: 2,
  changedAt: new Date('2026-11-20T00:00:00Z'),
};

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return { calendar, event: new ICAL.Event(calendar.getFirstSubcomponent('vevent')!) };
}

describe('a calendar file', () => {
  it('is read back as it was meant', () => {
    const { calendar, event } = read(calendarFile(meeting));
    expect(event).toMatchObject({
      uid: meeting.uid,
      summary: meeting.summary,
      location: meeting.place,
      description: meeting.note,
    });
    expect(event.sequence).toBe(2);
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!);
    expect(zone.tzid).toBe('Asia/Tokyo');
    expect(event.component.getFirstProperty('dtstart')!.getParameter('tzid')).toBe('Asia/Tokyo');
    event.startDate.zone = zone;
    event.endDate.zone = zone;
    expect([event.startDate.toJSDate(), event.endDate.toJSDate()]).toEqual([
      meeting.startsAt,
      meeting.endsAt,
    ]);
  });

  it('has no line of more than 75 octets, and ends each as the standard asks', () => {
    const lines = calendarFile({ ...meeting, summary: '長い名前'.repeat(60) }).split('\r\n');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n'))).toBe(true);
    expect(lines.at(-1)).toBe('');
  });

  it('keeps whatever is written in it, and lets nothing out of its field', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { calendar, event } = read(calendarFile({ ...meeting, place: `x${text}`, note: undefined }));
        const kept = [...text].filter((sign) => sign >= ' ' || sign === '\t').join('');
        expect(event.location).toBe(`x${kept}`);
        expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1);
      }),
    );
    const { event } = read(
      calendarFile({ ...meeting, url: 'https://x/\r\nATTENDEE:mailto:evil@example.jp' }),
    );
    expect(event.attendees).toEqual([]);
  });
});
