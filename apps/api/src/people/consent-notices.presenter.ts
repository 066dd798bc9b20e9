import {
  type ConsentSetting,
  keeperOf,
  noticePartCodes,
  type NoticeOverview,
  type NoticeVersion,
  type NoticeWords,
} from '#libs/people';
import type { Member } from '#libs/identity';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** The words of one language. */
export class NoticeWordsView {
  @ShowsText() purpose!: string;
  @ShowsText() freedom!: string;
  @ShowsText() withdrawal!: string;
  @ShowsText() retention!: string;
  @ShowsText() contact!: string;
}

/** One version of what people are told before they decide. */
export class NoticeVersionView {
  @ShowsId() id!: string;
  /** Whether it is the text of the network, or the agency's own. */
  @ShowsText({ codes: ['network', 'agency'] }) of!: 'network' | 'agency';
  @ShowsNumber() version!: number;
  @ShowsFlag() followsNetwork!: boolean;
  @ShowsText({ nullable: true }) createdBy!: string | null;
  @ShowsMoment() createdAt!: string;
  @ShowsView(() => NoticeWordsView) standard!: NoticeWordsView;
  @ShowsView(() => NoticeWordsView) easy!: NoticeWordsView;
}

/** Every version that concerns the reader. */
export class NoticesView {
  @ShowsView(() => NoticeVersionView) current!: NoticeVersionView;
  @ShowsView(() => NoticeVersionView, { list: true }) network!: NoticeVersionView[];
  @ShowsView(() => NoticeVersionView, { list: true }) own!: NoticeVersionView[];
  /** Which of the two texts the reader keeps. */
  @ShowsText({ codes: ['network', 'agency', 'none'] }) keeps!: 'network' | 'agency' | 'none';
  /** The version of that text that the reader has seen now. */
  @ShowsNumber() version!: number;
}

/** What an agency has settled about consents. */
export class ConsentSettingsView {
  @ShowsNumber() paperDays!: number;
  @ShowsNumber() version!: number;
  @ShowsFlag() canSettle!: boolean;
}

export function presentNotices(actor: Member, { network, own, current }: NoticeOverview): NoticesView {
  const keeper = keeperOf(actor);
  const keeps = keeper === undefined ? 'none' : keeper === 'network' ? 'network' : 'agency';
  return {
    current: presentNotice(current),
    network: network.map(presentNotice),
    own: own.map(presentNotice),
    keeps,
    version: (keeps === 'network' ? network : own)[0]?.version ?? 0,
  };
}

export function presentNotice(notice: NoticeVersion): NoticeVersionView {
  return {
    id: notice.id,
    of: notice.agencyId === null ? 'network' : 'agency',
    version: notice.version,
    followsNetwork: notice.followsNetwork,
    createdBy: notice.createdBy,
    createdAt: notice.createdAt.toISOString(),
    standard: presentWords(notice.standard),
    easy: presentWords(notice.easy),
  };
}

export function presentConsentSettings(
  actor: Member,
  { paperDays, version }: ConsentSetting,
): ConsentSettingsView {
  return { paperDays, version, canSettle: actor.role === 'manager' };
}

function presentWords(words: NoticeWords): NoticeWordsView {
  return Object.fromEntries(noticePartCodes.map((part) => [part, words[part]])) as unknown as NoticeWordsView;
}
