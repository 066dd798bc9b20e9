import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { eraDay, type PaperPart, type PaperSheet, PdfPress, setSheets, wordFile } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, Database, dayInJapan, plainSql } from '#libs/platform';
import { agendaTypes } from '../agenda/agenda.codes.js';
import { type MinutesRecord, readMinutesWhole } from './minutes.queries.js';
import type { ActionLine, MinutesItem } from './minutes.body.js';
import { approvalWays, minutesStates } from './minutes.status.js';

/** How minutes are taken along: to be filed, or to be written on. */
export const minutesFormats = ['pdf', 'docx'] as const;
export type MinutesFormat = (typeof minutesFormats)[number];

/** 議事録の書面: prints minutes as an office files them, as far as the reader may see them. */
@Injectable()
export class MinutesPapers {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly press: PdfPress,
    private readonly clock: Clock,
  ) {}

  /** One version as a file. @throws {NotFound} */
  async print(actor: Member, id: string, format: MinutesFormat): Promise<{ content: Buffer; name: string }> {
    const minutes = await this.db.transaction(actor, async (tx) => {
      const found = await readMinutesWhole(plainSql(tx), actor, id);
      await this.audit.record(tx, actor, {
        action: 'minutes.print',
        objectType: 'minutes_version',
        objectId: id,
        details: { format },
      });
      return found;
    });
    const sheet = sheetOf(minutes);
    const name = `minutes-${minutes.no}`;
    if (format === 'docx') return { content: await wordFile(sheet, { issuer: minutes.councilName }), name };
    const now = this.clock.now();
    const bundle = {
      title: `${minutes.title} 議事録`,
      issuer: minutes.councilName,
      printed: `${eraDay(dayInJapan(now))} 印刷${minutes.sha256 ? `　照合番号 ${minutes.sha256.slice(0, 16)}` : ''}`,
      watermark: minutes.state === 'draft' ? '案' : null,
      sheets: [sheet],
    };
    const { content } = await setSheets(this.press, bundle, now);
    return { content, name };
  }
}

/** Minutes as a paper. */
export function sheetOf(minutes: MinutesRecord): PaperSheet {
  return {
    title: `${minutes.councilName}　議事録`,
    number: '',
    day: '',
    to: [],
    from: [],
    lead: [],
    parts: [
      {
        kind: 'facts',
        title: '',
        items: [
          { label: '会議', text: minutes.title },
          { label: '日時', text: minutes.heldAt },
          { label: '場所', text: minutes.place },
          { label: '出席者', text: minutes.attendees },
          { label: '状態', text: stateOf(minutes) },
          ...(minutes.reason
            ? [
                {
                  label: '訂正の理由',
                  text: [minutes.reason, minutes.decidedMeeting].filter(Boolean).join('\n'),
                },
              ]
            : []),
        ].filter(({ text }) => text !== ''),
      },
      ...minutes.items.map((item) => partOf(item, minutes.actions)),
      ...decisionsOf(minutes.items),
      ...actionsOf(minutes.actions),
    ],
  };
}

function stateOf({ state, no, approvedHow, approvedBy, approvedAt, approvedMeeting }: MinutesRecord): string {
  const approved =
    approvedAt && approvedHow
      ? `（${[eraDay(dayInJapan(approvedAt)), approvalWays[approvedHow], approvedBy || approvedMeeting].filter(Boolean).join('　')}）`
      : '';
  return `第${no}版　${minutesStates[state]}${approved}`;
}

function partOf(item: MinutesItem, actions: readonly ActionLine[]): PaperPart {
  const given = actions.filter(
    ({ agendaItemId }) => agendaItemId !== null && agendaItemId === item.agendaItemId,
  );
  const closed = item.visibility === 'secretariat' ? '（非公開）' : '';
  return {
    kind: 'facts',
    title: `${[item.number, item.title].join('　').trim()}（${agendaTypes[item.type]}）${closed}`,
    items: [
      { label: '協議の内容', text: item.discussion || 'なし' },
      ...(item.decision
        ? [
            {
              label: '決定事項',
              text: item.decision + (item.effectiveOn ? `\n（${eraDay(item.effectiveOn)}から）` : ''),
            },
          ]
        : []),
      ...(given.length > 0 ? [{ label: '対応事項', text: given.map(lineOf).join('\n') }] : []),
    ],
  };
}

function lineOf({ task, owner, dueOn }: ActionLine): string {
  return `${task}（${owner}${dueOn ? `、${eraDay(dueOn)}まで` : ''}）`;
}

function decisionsOf(items: readonly MinutesItem[]): PaperPart[] {
  const decided = items.filter(({ decision }) => decision !== '');
  if (decided.length === 0) return [];
  return [
    {
      kind: 'table',
      title: '決定事項の一覧',
      columns: ['議題', '決定事項', '効力の発生日'],
      widths: [3, 6, 2],
      rows: decided.map(({ number, title, decision, effectiveOn }) => [
        ...[[number, title].join('　').trim(), decision, effectiveOn ? eraDay(effectiveOn) : ''],
      ]),
    },
  ];
}

function actionsOf(actions: readonly ActionLine[]): PaperPart[] {
  if (actions.length === 0) return [];
  return [
    {
      kind: 'table',
      title: '対応事項の一覧',
      columns: ['対応すること', '担当', '期限'],
      widths: [6, 3, 2],
      rows: actions.map(({ task, owner, dueOn }) => [task, owner, dueOn ? eraDay(dueOn) : '']),
    },
  ];
}
