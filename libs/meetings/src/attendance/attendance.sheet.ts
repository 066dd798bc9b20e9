import { Injectable } from '@nestjs/common';
import { eraDay, type PaperSheet, PdfPress, setSheets } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, dayInJapan } from '#libs/platform';
import { seatRoles } from '../council/council.codes.js';
import { meetingModes } from '../meeting/meeting.status.js';
import { type MeetingRecord, MeetingsQueries } from '../meeting/meetings.queries.js';
import { capacities } from './attendance.codes.js';
import { type AttendanceLine, AttendanceQueries } from './attendance.queries.js';

/** Empty lines for whoever comes and is not on the list. */
const spareLines = 5;

/** 出席者名簿: the list that lies on the table, with a place to sign. */
@Injectable()
export class AttendanceSheets {
  constructor(
    private readonly meetings: MeetingsQueries,
    private readonly attendance: AttendanceQueries,
    private readonly press: PdfPress,
    private readonly clock: Clock,
  ) {}

  /** Sets the list of a meeting. @throws {NotFound} */
  async print(actor: Member, meetingId: string): Promise<Buffer> {
    const meeting = await this.meetings.one(actor, meetingId);
    const { lines } = await this.attendance.ofMeeting(actor, meetingId);
    const now = this.clock.now();
    const { content } = await setSheets(
      this.press,
      {
        title: '出席者名簿',
        issuer: meeting.secretariat,
        printed: `${eraDay(dayInJapan(now))}　${actor.accountName} 印刷`,
        watermark: null,
        sheets: [sheetOf(meeting, lines)],
      },
      now,
    );
    return content;
  }
}

function sheetOf(meeting: MeetingRecord, lines: readonly AttendanceLine[]): PaperSheet {
  const { start, end, allDay, number, title, council, mode, venue } = meeting;
  const clock = allDay ? '終日' : `${start.slice(11)}〜${end.slice(11)}`;
  return {
    title: '出席者名簿',
    number: number === null ? '' : `第${number}回`,
    day: eraDay(start.slice(0, 10)),
    to: [],
    from: [],
    lead: [],
    parts: [
      {
        kind: 'facts',
        title: '',
        items: [
          { label: '会議', text: `${council}　${title}` },
          { label: '日時', text: `${eraDay(start.slice(0, 10))}　${clock}` },
          { label: '場所', text: [meetingModes[mode], venue].filter(Boolean).join('　') },
        ],
      },
      {
        kind: 'table',
        title: '出席者',
        columns: ['', '機関', '役職', '氏名', '区分', '署名'],
        widths: [0.5, 3, 2, 2, 1.6, 2.6],
        rows: [
          ...lines.map((line, at) => [
            String(at + 1),
            line.agency ?? '',
            line.post,
            line.name,
            line.role ? seatRoles[line.role] : capacities[line.capacity],
            '',
          ]),
          ...Array.from({ length: spareLines }, (_, at) => [
            String(lines.length + at + 1),
            '',
            '',
            '',
            '',
            '',
          ]),
        ],
      },
    ],
  };
}
