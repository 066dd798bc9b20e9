import ICAL from 'ical.js';
import { calendarFile } from './calendar-file.js';

it('is one private event in the time of Japan, without a method that would ask for an answer', () => {
  const text = calendarFile({
    uid: '0198@portal.example.jp',
    startsAt: new Date('2026-12-01T01:00:00Z'),
    endsAt: new Date('2026-12-01T02:30:00Z'),
    summary: '面談（連携依頼 R8-000001）',
    place: '青葉市本町1-2-3 青葉会館; 2階, 相談室',
    note: '持ち物：\n手帳\\お薬手帳',
    url: 'https://portal.example.jp/referrals/1',
    sequence: 2,
    changedAt: new Date('2026-11-20T00:00:00Z'),
  });
  const calendar = new ICAL.Component(ICAL.parse(text));
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
  expect(event).toMatchObject({
    uid: '0198@portal.example.jp',
    sequence: 2,
    summary: '面談（連携依頼 R8-000001）',
    location: '青葉市本町1-2-3 青葉会館; 2階, 相談室',
    description: '持ち物：\n手帳\\お薬手帳',
  });
  expect([event.startDate.toString(), event.endDate.toString()]).toEqual([
    '2026-12-01T10:00:00',
    '2026-12-01T11:30:00',
  ]);
  expect(event.component.getFirstPropertyValue('class')).toBe('PRIVATE');
  expect(calendar.getFirstPropertyValue('method')).toBeNull();
  expect(event.attendees).toEqual([]);
});
