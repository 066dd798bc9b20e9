import { todayInTokyo } from '../../lib/japanese-date.js';
import { readTypedDay, type TypedDay, typedFrom } from '../../lib/typed-day.js';
import type { TalkAction, TalkWords } from './api/conversation.js';
import type { conversationJa } from './conversation.ja.js';

/** An action that opens a form. */
export type FormedAction = keyof typeof conversationJa.action & TalkAction;

type FieldName = keyof typeof conversationJa.field;

/** One field of such a form. */
export type TalkField = {
  /** What it is called in the request. */
  name: string;
  label: FieldName;
  kind:
    | 'text'
    | 'area'
    | 'day'
    | 'radio'
    | 'check'
    | 'agencies'
    | 'categories'
    | 'times'
    | 'suggested'
    | 'offered';
  required?: boolean;
  choices?: 'decision' | 'stop' | 'transfer' | 'attendance' | 'outcome' | 'redirect' | 'stopReason';
};

/** What each action asks for. */
export const talkForms: Record<FormedAction, readonly TalkField[]> = {
  ask: [
    { name: 'questions', label: 'questions', kind: 'area', required: true },
    { name: 'dueOn', label: 'dueOn', kind: 'day' },
  ],
  answer: [
    { name: 'text', label: 'text', kind: 'area', required: true },
    { name: 'categories', label: 'categories', kind: 'categories' },
  ],
  propose: [
    { name: 'service', label: 'service', kind: 'text', required: true },
    { name: 'time', label: 'time', kind: 'text' },
    { name: 'note', label: 'note', kind: 'area' },
    { name: 'dueOn', label: 'dueOn', kind: 'day' },
  ],
  answer_proposal: [
    { name: 'decision', label: 'decision', kind: 'radio', choices: 'decision', required: true },
    { name: 'words', label: 'words', kind: 'area', required: true },
    { name: 'heardBy', label: 'heardBy', kind: 'text', required: true },
  ],
  redirect: [
    { name: 'agencyIds', label: 'agencyIds', kind: 'agencies', required: true },
    { name: 'reason', label: 'reason', kind: 'radio', choices: 'redirect', required: true },
    { name: 'note', label: 'note', kind: 'area' },
  ],
  begin_onward: [{ name: 'agencyId', label: 'agencyId', kind: 'suggested', required: true }],
  ask_to_stop: [
    { name: 'reason', label: 'reason', kind: 'radio', choices: 'stopReason', required: true },
    { name: 'note', label: 'note', kind: 'area' },
    { name: 'dueOn', label: 'dueOn', kind: 'day', required: true },
  ],
  answer_stop: [
    { name: 'decision', label: 'decision', kind: 'radio', choices: 'stop', required: true },
    { name: 'why', label: 'why', kind: 'area' },
  ],
  interim_report: [
    { name: 'from', label: 'from', kind: 'day', required: true },
    { name: 'until', label: 'until', kind: 'day', required: true },
    { name: 'attendance', label: 'attendance', kind: 'radio', choices: 'attendance', required: true },
    { name: 'changes', label: 'changes', kind: 'area' },
    { name: 'issues', label: 'issues', kind: 'area' },
  ],
  offer_time: [
    { name: 'times', label: 'times', kind: 'times', required: true },
    { name: 'agreed', label: 'agreed', kind: 'check' },
    { name: 'place', label: 'place', kind: 'text' },
    { name: 'link', label: 'link', kind: 'text' },
    { name: 'note', label: 'remark', kind: 'area' },
  ],
  choose_time: [{ name: 'nth', label: 'nth', kind: 'offered', required: true }],
  cancel_time: [],
  record_outcome: [{ name: 'outcome', label: 'outcome', kind: 'radio', choices: 'outcome', required: true }],
  record_phone: [
    { name: 'agreedBy', label: 'agreedBy', kind: 'text', required: true },
    { name: 'agreedOn', label: 'agreedOn', kind: 'day', required: true },
    { name: 'note', label: 'heard', kind: 'area' },
  ],
  answer_phone: [],
  ask_transfer: [
    { name: 'why', label: 'reason', kind: 'area', required: true },
    { name: 'dueOn', label: 'dueOn', kind: 'day', required: true },
  ],
  withdraw_transfer: [],
  answer_transfer: [
    { name: 'decision', label: 'decision', kind: 'radio', choices: 'transfer', required: true },
    { name: 'why', label: 'why', kind: 'area' },
  ],
};

/** A time while it is typed. */
export type TypedTime = { day: TypedDay; from: string; until: string };

/** A time that nobody has typed yet. */
export const noTime: TypedTime = { day: typedFrom(null), from: '10:00', until: '11:00' };

/** Days that are mostly today's. */
const beginToday: readonly string[] = ['until', 'agreedOn'];

/** What is in the fields at first. */
export function blankOf(fields: readonly TalkField[]): TalkWords {
  return Object.fromEntries(
    fields.map(({ name, kind }) => [
      name,
      kind === 'day'
        ? typedFrom(beginToday.includes(name) ? todayInTokyo() : null)
        : kind === 'times'
          ? [noTime]
          : kind === 'agencies'
            ? []
            : kind === 'check'
              ? false
              : kind === 'categories'
                ? null
                : '',
    ]),
  );
}

/** What is wrong with a field, by its name in the catalogue. */
export type WrongField = { field: string; need: keyof typeof conversationJa.need };

/** Reads the fields into a request, or says which are missing. */
export function readTalk(
  fields: readonly TalkField[],
  typed: TalkWords,
): { words: TalkWords; wrong: readonly WrongField[] } {
  const wrong: WrongField[] = [];
  const words: TalkWords = {};
  for (const { name, kind, required } of fields) {
    const value = typed[name];
    switch (kind) {
      case 'day': {
        const read = readTypedDay(value as TypedDay);
        if (read.kind === 'day') words[name] = read.day;
        else if (read.kind === 'wrong' || required) wrong.push({ field: name, need: 'day' });
        break;
      }
      case 'times': {
        const times = (value as readonly TypedTime[]).map(momentsOf);
        if (times.some((time) => time === undefined)) wrong.push({ field: name, need: 'times' });
        words[name] = times;
        break;
      }
      case 'agencies':
        words[name] = (value as readonly { id: string }[]).map(({ id }) => id);
        if ((value as readonly unknown[]).length === 0) wrong.push({ field: name, need: 'choice' });
        break;
      case 'categories':
        if (value) words[name] = value;
        break;
      case 'check':
        words[name] = value;
        break;
      case 'offered':
        words[name] = Number(value);
        if (value === '') wrong.push({ field: name, need: 'choice' });
        break;
      case 'radio':
      case 'suggested':
        words[name] = value;
        if (required && value === '') wrong.push({ field: name, need: 'choice' });
        break;
      case 'text':
      case 'area': {
        const text = String(value).trim();
        words[name] = text;
        if (required && text === '') wrong.push({ field: name, need: 'text' });
      }
    }
  }
  return { words, wrong };
}

/** Japan keeps one time all year. */
function momentsOf({ day, from, until }: TypedTime): { startsAt: string; endsAt: string } | undefined {
  const read = readTypedDay(day);
  if (read.kind !== 'day' || !/^\d{2}:\d{2}$/.test(from) || !/^\d{2}:\d{2}$/.test(until)) return undefined;
  return { startsAt: `${read.day}T${from}:00+09:00`, endsAt: `${read.day}T${until}:00+09:00` };
}
