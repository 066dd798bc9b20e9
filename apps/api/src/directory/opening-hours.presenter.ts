import {
  type EntryService,
  dayHours,
  dayRulings,
  type NextOpening,
  nextOpening,
  openPointsOf,
  openingNow,
  type OpeningDay,
  type OpeningRules,
  openingText,
  type OpenState,
  type Proposal,
  proposeRules,
} from '#libs/directory';
import { dayInJapan } from '#libs/platform';
import { ShowsDay, ShowsFlag, ShowsText, ShowsView } from '../http/view.js';
import { OpeningRulesPart, OpeningSpanPart } from './opening-hours.dto.js';

/** The next time a service opens. */
export class NextOpeningView {
  @ShowsDay() day!: string;
  @ShowsText() from!: string;
}

/** When a service is open, in words and at this moment. */
export class OpeningView {
  @ShowsText() text!: string;
  @ShowsText({ codes: dayRulings }) state!: OpenState;
  /** 今日は17:00まで. */
  @ShowsText() stateText!: string;
  @ShowsView(() => NextOpeningView, { nullable: true }) next!: NextOpeningView | null;
  @ShowsText({ nullable: true }) note!: string | null;
  /** False where the portal has read them out of a text and the agency has not said so itself. */
  @ShowsFlag() confirmed!: boolean;
  /** What a text leaves open. */
  @ShowsText({ list: true }) openPoints!: readonly string[];
  @ShowsView(() => OpeningRulesPart) rules!: OpeningRules;
}

/** A day of a preview. */
export class OpeningDayView {
  @ShowsDay() day!: string;
  @ShowsText({ codes: dayRulings }) state!: OpenState;
  @ShowsView(() => OpeningSpanPart, { list: true }) spans!: readonly OpeningSpanPart[];
  @ShowsText({ nullable: true }) holiday!: string | null;
  @ShowsText({ nullable: true }) reason!: string | null;
}

/** What rules mean, day by day. */
export class OpeningPreviewView {
  @ShowsText() text!: string;
  @ShowsView(() => OpeningDayView, { list: true }) days!: OpeningDayView[];
}

/** What was read out of a source's texts: all of it, or nothing and why. */
export class OpeningProposalView {
  @ShowsText({ codes: ['exact', 'unknown'] }) kind!: 'exact' | 'unknown';
  @ShowsText({ nullable: true }) text!: string | null;
  @ShowsText({ nullable: true }) reason!: string | null;
  @ShowsText({ list: true }) openPoints!: readonly string[];
  @ShowsView(() => OpeningRulesPart, { nullable: true }) rules!: OpeningRules | null;
}

/** The opening of a service: what the agency says, else what its source's texts say when they say it exactly. */
export function presentOpening(
  service: Pick<EntryService, 'opening' | 'openingConfirmed' | 'closedDays' | 'hours' | 'hoursNote'>,
  now: Date,
): OpeningView | null {
  const { openingConfirmed } = service;
  const opening = service.opening as OpeningRules | null;
  if (opening !== null)
    return openingView(opening, openingConfirmed, openingConfirmed ? [] : openPointsOf(opening), now);
  const proposal = proposeRules(service.closedDays, service.hours, service.hoursNote);
  return proposal.kind === 'exact' ? openingView(proposal.rules, false, proposal.openPoints, now) : null;
}

function openingView(
  rules: OpeningRules,
  confirmed: boolean,
  openPoints: readonly string[],
  now: Date,
): OpeningView {
  const { state, text: stateText } = openingNow(rules, now);
  const next: NextOpening | null = state === 'open' ? null : nextOpening(rules, now);
  const text = openingText(rules, dayInJapan(now));
  return { text, state, stateText, next, note: rules.note, confirmed, openPoints, rules };
}

export function presentPreview(rules: OpeningRules, days: readonly string[]): OpeningPreviewView {
  return {
    text: openingText(rules, days[0]),
    days: days.map((day) => presentDay(dayHours(rules, day))),
  };
}

function presentDay({ day, state, spans, holiday, reason }: OpeningDay): OpeningDayView {
  return { day, state, spans, holiday, reason };
}

export function presentProposal(proposal: Proposal, today: string): OpeningProposalView {
  if (proposal.kind === 'unknown')
    return { kind: 'unknown', text: null, reason: proposal.reason, openPoints: [], rules: null };
  const { rules, openPoints } = proposal;
  return { kind: 'exact', text: openingText(rules, today), reason: null, openPoints, rules };
}
