import type { AgencyChoice } from '../../../lib/find-agencies.js';
import type { Referral } from '../api/get-referral.js';
import type { DraftWriting } from './use-draft-writing.js';

/** What each step of composing works with; the recipients in the order in which they are asked. */
export type StepProps = { referral: Referral; writing: DraftWriting; recipients: readonly AgencyChoice[] };
