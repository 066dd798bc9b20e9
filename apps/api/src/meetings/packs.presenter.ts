import {
  type CirculationRow,
  type PackAudience,
  packAudienceCodes,
  packAudiences,
  type PackRow,
  type PackState,
  packStateCodes,
  packStates,
} from '#libs/meetings';
import { ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** A pack, finished or on its way. */
export class PackView {
  @ShowsId() id!: string;
  @ShowsText({ codes: packAudienceCodes }) audience!: PackAudience;
  @ShowsText() audienceName!: string;
  @ShowsNumber() no!: number;
  @ShowsText({ codes: packStateCodes }) state!: PackState;
  @ShowsText() stateName!: string;
  @ShowsNumber() progress!: number;
  @ShowsNumber({ nullable: true }) pages!: number | null;
  /** Papers that are handed out beside it. */
  @ShowsText({ list: true }) leftOut!: string[];
  @ShowsMoment() createdAt!: string;
}

/** A paper as it was sent. */
export class SentPaperView {
  @ShowsText() title!: string;
  @ShowsNumber({ nullable: true }) no!: number | null;
  @ShowsText({ nullable: true }) sha256!: string | null;
}

/** An item as it was sent. */
export class SentItemView {
  @ShowsText() number!: string;
  @ShowsText() title!: string;
  @ShowsView(() => SentPaperView, { list: true }) papers!: SentPaperView[];
}

/** An agency to which it was sent, with those who sat there then. */
export class RecipientView {
  @ShowsText() agency!: string;
  @ShowsText({ list: true }) people!: string[];
}

/** Once that the agenda was sent. */
export class CirculationView {
  @ShowsId() id!: string;
  @ShowsNumber() no!: number;
  @ShowsMoment() createdAt!: string;
  @ShowsText() createdBy!: string;
  @ShowsText() message!: string;
  @ShowsNumber({ nullable: true }) packNo!: number | null;
  @ShowsText() sha256!: string;
  @ShowsView(() => SentItemView, { list: true }) agenda!: SentItemView[];
  @ShowsView(() => RecipientView, { list: true }) recipients!: RecipientView[];
}

/** Lets out packs. */
export function presentPacks(rows: readonly PackRow[]): PackView[] {
  return rows.map(({ id, audience, no, state, progress, pages, leftOut, createdAt }) => ({
    ...{ id, audience, no, state, progress, pages },
    audienceName: packAudiences[audience],
    stateName: packStates[state],
    leftOut: [...leftOut],
    createdAt: createdAt.toISOString(),
  }));
}

/** Lets out what was sent. */
export function presentCirculations(rows: readonly CirculationRow[]): CirculationView[] {
  return rows.map(({ id, no, createdAt, createdBy, message, packNo, sha256, agenda, recipients }) => ({
    ...{ id, no, createdBy, message, packNo, sha256 },
    createdAt: createdAt.toISOString(),
    agenda: agenda.map(({ number, title, papers }) => ({
      number,
      title,
      papers: papers.map((paper) => ({ title: paper.title, no: paper.no, sha256: paper.sha256 })),
    })),
    recipients: recipients.map(({ agency, people }) => ({ agency, people: [...people] })),
  }));
}
