import {
  type OutsideAnswerKind,
  outsideAnswerKinds,
  type OutsideMeans,
  outsideMeans,
  outsideMeansCodes,
  type OutsideRecord,
  type OutsideState,
  outsideStateCodes,
  outsideStates,
} from '#libs/referrals';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';
import { NamedAgencyView } from './referrals.presenter.js';

/** What somebody outside said. */
export class OutsideAnswerView {
  @ShowsId() id!: string;
  @ShowsText({ codes: outsideAnswerKinds }) kind!: OutsideAnswerKind;
  @ShowsText() kindName!: string;
  @ShowsMoment() at!: string;
  @ShowsText() text!: string;
  @ShowsText() by!: string;
  /** Null when it came through the link. */
  @ShowsText({ nullable: true }) recordedBy!: string | null;
}

/** A sending to an agency outside the portal. */
export class OutsideSendingView {
  @ShowsId() id!: string;
  @ShowsNumber() version!: number;
  @ShowsView(() => NamedAgencyView) agency!: NamedAgencyView;
  @ShowsText({ codes: outsideMeansCodes }) means!: OutsideMeans;
  @ShowsText() meansName!: string;
  @ShowsText({ codes: outsideStateCodes }) state!: OutsideState;
  @ShowsText() stateName!: string;
  @ShowsNumber() packageVersion!: number;
  @ShowsMoment() expiresAt!: string;
  @ShowsFlag() expired!: boolean;
  @ShowsFlag() locked!: boolean;
  @ShowsNumber() openings!: number;
  @ShowsMoment({ nullable: true }) lastOpenedAt!: string | null;
  @ShowsMoment() createdAt!: string;
  @ShowsView(() => OutsideAnswerView, { list: true }) answers!: OutsideAnswerView[];
}

/** The sendings of a referral to agencies outside. */
export class OutsideSendingsView {
  @ShowsView(() => OutsideSendingView, { list: true }) items!: OutsideSendingView[];
}

/** What the source hands on: link and code are shown once. */
export class SentOutsideView extends OutsideSendingsView {
  @ShowsId() sendingId!: string;
  @ShowsText({ nullable: true }) link!: string | null;
  @ShowsText({ nullable: true }) code!: string | null;
}

export function presentOutside(records: readonly OutsideRecord[]): OutsideSendingsView {
  return {
    items: records.map((record) => ({
      id: record.id,
      version: record.version,
      agency: { id: record.agencyId, name: record.agencyName },
      means: record.means,
      meansName: outsideMeans[record.means],
      state: record.state,
      stateName: outsideStates[record.state],
      packageVersion: record.packageVersion,
      expiresAt: record.expiresAt.toISOString(),
      expired: record.expiresAt.getTime() <= Date.now(),
      locked: record.isLocked,
      openings: record.openings,
      lastOpenedAt: record.lastOpenedAt?.toISOString() ?? null,
      createdAt: record.createdAt.toISOString(),
      answers: record.answers.map(({ id, kind, at, text, by, recordedBy }) => ({
        id,
        kind,
        kindName: outsideStates[kind],
        at: at.toISOString(),
        text,
        by,
        recordedBy,
      })),
    })),
  };
}
