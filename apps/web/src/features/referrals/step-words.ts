import { todayInTokyo } from '../../lib/japanese-date.js';
import { readTypedDay, typedFrom, type TypedDay } from '../../lib/typed-day.js';
import type { ReferralAction } from './api/get-actions.js';
import type { StepWords } from './api/take-step.js';

/** What is typed in the dialog of a step. */
export type TypedWords = {
  reason: string;
  noteRequired: boolean;
  note: string;
  startedOn: TypedDay;
  heardBy: string;
  wish: string;
  result: StepWords['result'];
  done: string;
  remaining: string;
  roles: string;
  employer: string;
  employedOn: TypedDay;
  nextCheckOn: TypedDay;
  explainedOn: TypedDay;
};

/** Nothing typed yet; support begins today unless said otherwise. */
export const noWords = (): TypedWords => ({
  reason: '',
  noteRequired: false,
  note: '',
  startedOn: typedFrom(todayInTokyo()),
  heardBy: '',
  wish: '',
  result: undefined,
  done: '',
  remaining: '',
  roles: '',
  employer: '',
  employedOn: typedFrom(null),
  nextCheckOn: typedFrom(null),
  explainedOn: typedFrom(null),
});

type WordFault = {
  field: string;
  text: 'needReason' | 'needHeardBy' | 'needWish' | 'needNote' | 'needStartedOn' | 'needResult' | 'needDone';
};

/** What is missing for an action with these needs. */
export function faultsInWords(needs: ReferralAction['needs'], words: TypedWords): WordFault[] {
  const faults: WordFault[] = [];
  if (needs.includes('reason') && !words.reason) faults.push({ field: 'reason', text: 'needReason' });
  if (needs.includes('note') && words.noteRequired && !words.note.trim()) {
    faults.push({ field: 'note', text: 'needNote' });
  }
  if (needs.includes('startedOn') && readTypedDay(words.startedOn).kind !== 'day') {
    faults.push({ field: 'startedOn', text: 'needStartedOn' });
  }
  if (needs.includes('heardBy') && !words.heardBy.trim()) {
    faults.push({ field: 'heardBy', text: 'needHeardBy' });
  }
  if (needs.includes('wish') && !words.wish.trim()) faults.push({ field: 'wish', text: 'needWish' });
  if (needs.includes('report')) {
    if (!words.result) faults.push({ field: 'result', text: 'needResult' });
    if (!words.done.trim()) faults.push({ field: 'done', text: 'needDone' });
  }
  return faults;
}

/** A day that may be left out. */
function dayOf(name: 'employedOn' | 'nextCheckOn' | 'explainedOn', words: TypedWords) {
  const read = readTypedDay(words[name]);
  return read.kind === 'day' ? { [name]: read.day } : {};
}

/** The words as the server takes them: only those the action needs. */
export function wordsFor(needs: ReferralAction['needs'], words: TypedWords): StepWords {
  const startedOn = readTypedDay(words.startedOn);
  return {
    ...(needs.includes('reason') ? { reason: words.reason } : {}),
    ...(needs.includes('note') && words.note.trim() ? { note: words.note.trim() } : {}),
    ...(needs.includes('startedOn') && startedOn.kind === 'day' ? { startedOn: startedOn.day } : {}),
    ...(needs.includes('heardBy') ? { heardBy: words.heardBy.trim() } : {}),
    ...(needs.includes('wish') ? { wish: words.wish.trim() } : {}),
    ...(needs.includes('report')
      ? {
          result: words.result,
          done: words.done.trim(),
          remaining: words.remaining.trim(),
          roles: words.roles.trim(),
          ...(words.employer.trim() ? { employer: words.employer.trim() } : {}),
          ...dayOf('employedOn', words),
          ...dayOf('nextCheckOn', words),
          ...dayOf('explainedOn', words),
        }
      : {}),
  };
}
