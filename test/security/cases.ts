import { categoryCodes } from '#libs/people';
import type { Group } from './canaries.js';

/** The three agencies of the world. */
export const parties = ['sender', 'recipient', 'stranger'] as const;
export type Party = (typeof parties)[number];

/** A person of one agency, and how far their handing over to another has come. */
export interface CaseRule {
  readonly owner: Party;
  readonly to: Party;
  /** Whether the other agency knows that there is a referral. */
  readonly known: boolean;
  /** All that the other agency may read at this moment. What is not here is forbidden. */
  readonly opens: readonly Group[];
}

const handed = { owner: 'sender', to: 'recipient', known: true } as const;

/** Who may read what: the owner everything, the other agency what its case opens, everybody else nothing. */
export const cases = {
  draft: { ...handed, known: false, opens: [] },
  refused: { ...handed, known: false, opens: [] },
  sent: { ...handed, opens: [] },
  received: { ...handed, opens: [...categoryCodes, 'sourceWord', 'recipientWord'] },
  // What the two say to each other: a question, a proposal, another agency, support with a wish to end it.
  asked: { ...handed, opens: [...categoryCodes, 'recipientWord'] },
  proposed: { ...handed, opens: [...categoryCodes, 'recipientWord'] },
  redirected: { ...handed, opens: ['recipientWord', 'recipientNote'] },
  supported: { ...handed, opens: [...categoryCodes, 'recipientNote', 'recipientWord', 'sourceWord'] },
  silenced: { ...handed, opens: ['recipientWord'] },
  accepted: { ...handed, opens: [...categoryCodes, 'recipientNote'] },
  reported: { ...handed, opens: [...categoryCodes, 'recipientNote', 'report'] },
  completed: { ...handed, opens: ['recipientNote', 'report'] },
  declined: { ...handed, opens: ['recipientNote'] },
  // Why the source ended it in its own words stays with the source: to the recipient the reason's code is left.
  cancelled: { ...handed, opens: [] },
  reopened: { ...handed, opens: ['recipientNote'] },
  // The person has taken the consent back, or it has run out: what the recipient wrote itself is all that is left.
  suspended: { ...handed, opens: [] },
  takenBack: { ...handed, opens: [] },
  closed: { ...handed, opens: ['recipientNote', 'report'] },
  expired: { ...handed, opens: [] },
  partial: { ...handed, opens: categoryCodes.filter((code) => code !== 'medical') },
  // The person has agreed anew, and the sender has not resumed yet.
  resumable: { ...handed, opens: [] },
  backward: { owner: 'recipient', to: 'sender', known: true, opens: categoryCodes },
  foreign: { owner: 'stranger', to: 'recipient', known: true, opens: categoryCodes },
} as const satisfies Record<string, CaseRule>;

/** Occasions for acts of which the cases above leave none; they show nothing that those do not, and are built where they are needed. */
const spares = {
  telephoned: { ...handed, opens: [] },
  waiting: { ...handed, opens: [...categoryCodes] },
  offered: { ...handed, opens: [...categoryCodes, 'recipientWord'] },
  started: { ...handed, opens: [...categoryCodes, 'recipientNote'] },
  stopping: { ...handed, opens: [...categoryCodes, 'recipientNote', 'recipientWord', 'sourceWord'] },
  chosen: { ...handed, opens: [...categoryCodes, 'recipientNote'] },
  // The recipient has declined, and the next one waits to be asked.
  sequence: { ...handed, opens: ['recipientNote'] },
} as const satisfies Record<string, CaseRule>;

export type CaseName = keyof typeof cases | keyof typeof spares;
export const caseNames = Object.keys(cases) as CaseName[];
export const spareNames = Object.keys(spares) as CaseName[];

/** The row of the table, with all its columns. */
export function ruleOf(name: CaseName): CaseRule {
  return { ...cases, ...spares }[name];
}
