import {
  type CircleMember,
  mayDecideLeaflet,
  type PastAgreement,
  type Standing,
  standingNames,
  standings,
} from '#libs/directory';
import type { Member } from '#libs/identity';
import { ShowsDay, ShowsFlag, ShowsId, ShowsMoment, ShowsText, ShowsView } from '../http/view.js';
import { LeafletBlockView, presentBlock } from './block.view.js';
import { AgreedView, PastAgreementView, presentAgreed, presentPast } from './leaflet-agencies.presenter.js';

/** An edition that asks the own agency. */
export class AskingLeafletView {
  @ShowsId() id!: string;
  @ShowsText() title!: string;
  @ShowsDay() answerBy!: string;
  @ShowsMoment() askedAt!: string;
  @ShowsText({ nullable: true }) correction!: string | null;
}

/** What the reader may do. */
export class LeafletConsentCanView {
  @ShowsFlag() decide!: boolean;
}

/** What the leaflet may print about the own agency. */
export class LeafletConsentView {
  @ShowsText({ codes: standings }) standing!: Standing;
  @ShowsText() standingName!: string;
  @ShowsText({ list: true }) changed!: string[];
  /** Everything that could be printed, as the entry puts it now. */
  @ShowsView(() => LeafletBlockView) block!: LeafletBlockView;
  @ShowsView(() => AgreedView, { nullable: true }) agreed!: AgreedView | null;
  @ShowsView(() => AskingLeafletView, { list: true }) asking!: AskingLeafletView[];
  @ShowsView(() => PastAgreementView, { list: true }) history!: PastAgreementView[];
  @ShowsView(() => LeafletConsentCanView) can!: LeafletConsentCanView;
}

export function presentConsent(
  actor: Member,
  own: {
    member: CircleMember;
    history: readonly PastAgreement[];
    asking: readonly {
      id: string;
      title: string;
      answerBy: string;
      askedAt: Date;
      correction: string | null;
    }[];
  },
): LeafletConsentView {
  const { member, history, asking } = own;
  return {
    standing: member.standing,
    standingName: standingNames[member.standing],
    changed: [...member.changed],
    block: presentBlock(member.now),
    agreed: presentAgreed(member),
    asking: asking.map(({ id, title, answerBy, askedAt, correction }) => ({
      ...{ id, title, answerBy, correction },
      askedAt: askedAt.toISOString(),
    })),
    history: history.map(presentPast),
    can: { decide: mayDecideLeaflet(actor, actor.agencyId) },
  };
}
