import { readFileSync } from 'node:fs';
import { eraDay, type Pdf, type PdfPress } from '#libs/documents';
import { NotFound, type SqlTx } from '#libs/platform';
import { type MeetingMode, meetingModes } from '../meeting/meeting.status.js';
import { agendaTypes } from './agenda.codes.js';
import type { AgendaItemRow } from './agenda.queries.js';

/** What stands at the head of an agenda. */
export interface AgendaHead {
  readonly council: string;
  readonly secretariat: string;
  readonly title: string;
  readonly number: number | null;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly tz: string;
  readonly mode: MeetingMode;
  readonly venue: string;
  readonly address: string;
}

/** What else an agenda says when it is printed. */
export interface AgendaPrinting {
  /** Who printed it when, at the foot. */
  readonly printed: string;
  /** Above everything, framed; empty for nothing. */
  readonly note: string;
  /** Whether the foot counts the pages: in a pack they have other numbers. */
  readonly counts: boolean;
  /** What stands beside an item about its papers. */
  readonly papersOf: (itemId: string) => readonly string[];
  /** Papers that are handed out by themselves. */
  readonly beside: readonly string[];
}

const template = readFileSync(new URL('./agenda.typ', import.meta.url), 'utf8');

/** The head of the agenda of a meeting. @throws {NotFound} */
export async function agendaHead(sql: SqlTx, meetingId: string): Promise<AgendaHead> {
  const [head] = await sql.query<AgendaHead & Record<string, unknown>>(
    `SELECT c.name AS council, a.name AS secretariat, m.title, m.number, to_char(m.start_local, 'YYYY-MM-DD"T"HH24:MI') AS start,
       to_char(m.end_local, 'YYYY-MM-DD"T"HH24:MI') AS end, m.all_day AS "allDay", m.tz, m.mode, m.venue, m.address
     FROM portal.meeting m JOIN portal.council c ON c.id = m.council_id JOIN portal.agency a ON a.id = c.secretariat_agency_id
     WHERE m.id = $1`,
    [meetingId],
  );
  if (!head) throw new NotFound();
  return head;
}

/** Sets 次第 on A4. */
export async function printAgenda(
  press: PdfPress,
  head: AgendaHead,
  items: readonly AgendaItemRow[],
  printing: AgendaPrinting,
  madeAt: Date,
): Promise<Pdf> {
  const { printed, note, counts, papersOf, beside } = printing;
  const data = {
    ...{ printed, note, counts, beside },
    title: `${head.number === null ? '' : `第${head.number}回　`}${head.title}　次第`,
    day: eraDay(head.start.slice(0, 10)),
    issuer: `${head.council}（事務局 ${head.secretariat}）`,
    facts: factsOf(head),
    items: items.map((item) => ({
      time: clockAt(head, item.beginsAfter),
      level: item.number.split('-').length,
      number: item.number,
      title: item.title,
      text: item.text,
      type: agendaTypes[item.type],
      presenter: item.presenter,
      papers: papersOf(item.id),
    })),
  };
  return press.render({ template, data, madeAt });
}

/** What the clock on the wall shows so many minutes after the beginning; nothing where that is not known. */
export function clockAt(
  { start, allDay }: Pick<AgendaHead, 'start' | 'allDay'>,
  minutes: number | null,
): string {
  if (allDay || minutes === null) return '';
  const moment = Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16)) + minutes;
  const hours = Math.floor(moment / 60) % 24;
  return `${String(hours).padStart(2, '0')}:${String(moment % 60).padStart(2, '0')}`;
}

const weekday = new Intl.DateTimeFormat('ja-JP', { weekday: 'short', timeZone: 'UTC' });

function factsOf(head: AgendaHead): { label: string; text: string }[] {
  const { start, end, allDay, tz, mode, venue, address } = head;
  const day = start.slice(0, 10);
  const clock = allDay ? '終日' : `${start.slice(11)}から${end.slice(11)}まで`;
  const zone = tz === 'Asia/Tokyo' ? '' : `（${tz}の時刻）`;
  const place = [venue, address].filter((words) => words !== '').join('\n');
  return [
    {
      label: '日時',
      text: `${eraDay(day)}（${weekday.format(new Date(`${day}T00:00:00Z`))}）${clock}${zone}`,
    },
    { label: '開催方法', text: meetingModes[mode] },
    ...(place === '' ? [] : [{ label: '場所', text: place }]),
  ];
}
