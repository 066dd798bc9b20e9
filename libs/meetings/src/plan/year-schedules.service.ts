import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import {
  eraDay,
  listFile,
  type ListFile,
  type ListFormat,
  type PaperSheet,
  PdfPress,
  setSheets,
  type SheetRow,
} from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, Database, NotFound, plainSql } from '#libs/platform';
import { meetingModes, meetingStateNames } from '../meeting/meeting.status.js';
import { type EraNaming, fiscalYearName } from './fiscal-year.js';
import { slotStateNames } from './slot.status.js';
import {
  type CouncilYear,
  type PlannedMeeting,
  type PlanSlot,
  type YearsWanted,
  yearsOf,
} from './year-plans.queries.js';

const columns = [
  '年度',
  '会議体',
  '回',
  '月',
  '開催日',
  '開始',
  '終了',
  '開催方法',
  '会場',
  'テーマ',
  '状態',
  '理由',
];
const atPlace = (mode: PlannedMeeting['mode'], venue: string) =>
  [venue, mode === 'venue' && venue !== '' ? '' : meetingModes[mode]].filter(Boolean).join('・');

/** 年間予定表: the yearly schedule as a paper and as a list. */
@Injectable()
export class YearSchedules {
  constructor(
    private readonly db: Database,
    private readonly press: PdfPress,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** One sheet for each council. @throws {NotFound} where there is nothing to print. */
  async print(actor: Member, wanted: YearsWanted, naming: EraNaming): Promise<Buffer> {
    const { years, agency } = await this.take(actor, wanted, 'print');
    const now = this.clock.now();
    const title = `${fiscalYearName(wanted.fiscalYear, naming)} 年間予定表`;
    const { content } = await setSheets(
      this.press,
      {
        title,
        issuer: agency,
        printed: `${eraDay(this.clock.today())}　${agency}　${actor.accountName} 印刷`,
        watermark: null,
        sheets: years.map((year) => sheetOf(year, naming, this.clock.today())),
      },
      now,
    );
    return content;
  }

  /** One row for each slot and each meeting beside the plan. @throws {NotFound} */
  async list(actor: Member, wanted: YearsWanted, format: ListFormat, naming: EraNaming): Promise<ListFile> {
    const { years } = await this.take(actor, wanted, 'export');
    const rows = years.flatMap((year) => rowsOf(year, naming));
    return listFile({ name: '年間予定表', columns, rows: inTurn(rows) }, format);
  }

  private async take(
    actor: Member,
    wanted: YearsWanted,
    verb: 'print' | 'export',
  ): Promise<{ years: CouncilYear[]; agency: string }> {
    return this.db.transaction(actor, async (tx) => {
      const all = await yearsOf(plainSql(tx), actor, wanted, this.clock.today());
      const years = all.filter(({ plan, others }) => plan !== null || others.length > 0);
      if (years.length === 0) throw new NotFound();
      await this.audit.record(tx, actor, {
        action: `year_plan.${verb}`,
        details: { fiscalYear: wanted.fiscalYear, councils: years.map(({ councilId }) => councilId) },
      });
      const [agency] = await tx.query<{ name: string }[]>('SELECT name FROM portal.agency WHERE id = $1', [
        actor.agencyId,
      ]);
      return { years, agency: agency?.name ?? '' };
    });
  }
}

function sheetOf(year: CouncilYear, naming: EraNaming, today: string): PaperSheet {
  const { plan, standing, slots, others } = year;
  const name = fiscalYearName(year.fiscalYear, naming);
  return {
    title: `${name} ${year.council} 年間予定表`,
    number: '',
    day: eraDay(today),
    to: [],
    from: [year.secretariat],
    lead: plan?.note ? [plan.note] : [],
    parts: [
      {
        kind: 'facts',
        title: '計画と実績',
        items: [
          { label: '計画', text: plan ? `年${standing.planned}回` : '（計画なし）' },
          { label: '開催済み', text: `${standing.held}回` },
          { label: '日程が決まった会議', text: `${standing.ahead}回` },
          ...(standing.dropped > 0 ? [{ label: '実施見合わせ', text: `${standing.dropped}回` }] : []),
        ],
      },
      {
        kind: 'table',
        title: '年間日程（予定）',
        columns: ['回', '月', '日時', '場所', 'テーマ', '状態'],
        widths: [2, 2, 6, 4, 6, 4],
        rows: [
          ...slots.map((slot) => [
            `第${slot.position}回`,
            slot.month === null ? '' : `${slot.month}月`,
            slot.meeting && slot.meeting.state !== 'postponed' ? timeWords(slot.meeting) : whenUnknown(slot),
            slot.meeting ? atPlace(slot.meeting.mode, slot.meeting.venue) : '',
            slot.meeting?.title ?? slot.theme,
            stateWords(slot),
          ]),
          ...others.map((meeting) => [
            '計画外',
            `${Number(meeting.start.slice(5, 7))}月`,
            meeting.state === 'postponed' ? '日程調整中' : timeWords(meeting),
            atPlace(meeting.mode, meeting.venue),
            meeting.title,
            meetingStateNames[meeting.state],
          ]),
        ],
      },
    ],
  };
}

function rowsOf(year: CouncilYear, naming: EraNaming): SheetRow[] {
  const head = [fiscalYearName(year.fiscalYear, naming), year.council];
  const dated = (meeting: PlannedMeeting | null) =>
    meeting && meeting.state !== 'postponed'
      ? [
          meeting.start.slice(0, 10),
          meeting.allDay ? null : meeting.start.slice(11),
          meeting.allDay ? null : meeting.end.slice(11),
          meetingModes[meeting.mode],
          meeting.venue || null,
        ]
      : [null, null, null, null, null];
  return [
    ...year.slots.map((slot) => [
      ...head,
      slot.position,
      slot.month,
      ...dated(slot.meeting),
      slot.meeting?.title ?? slot.theme,
      stateWords(slot, false),
      slot.reason || null,
    ]),
    ...year.others.map((meeting) => [
      ...head,
      '計画外',
      Number(meeting.start.slice(5, 7)),
      ...dated(meeting),
      meeting.title,
      meetingStateNames[meeting.state],
      null,
    ]),
  ];
}

function whenUnknown({ state }: PlanSlot): string {
  return state === 'dropped' ? '―' : '日程調整中';
}

/** Where the day is set, the meeting itself says how it stands. */
function stateWords({ state, reason, meeting }: PlanSlot, withReason = true): string {
  if (state === 'dropped' && withReason) return `${slotStateNames.dropped}（${reason}）`;
  return state === 'scheduled' && meeting ? meetingStateNames[meeting.state] : slotStateNames[state];
}

const weekday = new Intl.DateTimeFormat('ja-JP', { weekday: 'short', timeZone: 'UTC' });

/** 令和8年7月23日(木) 18:30～20:00. */
function timeWords({ start, end, allDay }: PlannedMeeting): string {
  const day = start.slice(0, 10);
  const date = `${eraDay(day)}(${weekday.format(new Date(`${day}T00:00:00Z`))})`;
  return allDay ? date : `${date} ${start.slice(11)}～${end.slice(11)}`;
}

async function* inTurn(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
  yield* rows;
}
