import { Injectable } from '@nestjs/common';
import { hashOfToken } from '#libs/identity';
import { anonymous, Database, newId } from '#libs/platform';
import type { MeetingMode } from '../meeting/meeting.status.js';
import type { AnswerOutcome, AttendanceMode, GivenAnswer, InvitationAnswer } from './invitation.codes.js';

/** Whether an invitation can still be answered by its link. */
export type InvitationStanding = 'open' | 'withdrawn' | 'cancelled' | 'postponed' | 'over';

/** An invitation as whoever holds its link sees it. */
export interface OpenInvitation {
  readonly id: string;
  readonly name: string;
  readonly agency: string;
  readonly council: string;
  readonly secretariat: string;
  readonly title: string;
  readonly number: number | null;
  readonly mode: MeetingMode;
  readonly start: string;
  readonly end: string;
  readonly tz: string;
  readonly allDay: boolean;
  readonly venue: string;
  readonly address: string;
  readonly note: string;
  readonly standing: InvitationStanding;
  readonly answer: InvitationAnswer;
  readonly way: AttendanceMode | null;
  readonly substitute: string;
  readonly comment: string;
  readonly answeredAt: Date | null;
  /** Null where there is no limit. */
  readonly venueLeft: number | null;
  readonly webLeft: number | null;
  /** For whoever has said that they come. */
  readonly link: string | null;
  readonly linkNote: string | null;
}

/** What somebody answers. */
export interface GivenReply {
  readonly answer: GivenAnswer;
  readonly mode: AttendanceMode | null;
  /** Who comes instead. */
  readonly substitute: string;
  readonly comment: string;
}

/** Invitations behind the links of mails. Who answers needs no account: the link is the key, and opens this one alone. */
@Injectable()
export class OpenInvitations {
  constructor(private readonly db: Database) {}

  /** The invitation behind a token, if there is one. */
  async find(token: string): Promise<OpenInvitation | undefined> {
    const [found] = await this.db.read<OpenInvitation & Record<string, unknown>>(
      anonymous,
      {
        name: 'meetings.open_invitation',
        sql: `SELECT id, name, agency, council, secretariat, title, number, mode, start_at AS start, end_at AS "end", tz,
                all_day AS "allDay", venue, address, note, standing, answer, way, substitute, comment,
                answered_at AS "answeredAt", venue_left AS "venueLeft", web_left AS "webLeft", link, link_note AS "linkNote"
              FROM portal.invitation_by_token($1)`,
      },
      [hashOfToken(token)],
    );
    return found;
  }

  /** Answers, as often as one likes until the meeting; what stood in the way, or 'done'. */
  async answer(
    token: string,
    { answer, mode, substitute, comment }: GivenReply,
    source: { requestId: string; ip: string },
  ): Promise<AnswerOutcome> {
    return this.db.transaction(anonymous, async (tx) => {
      const [said] = await tx.query<{ outcome: AnswerOutcome }[]>(
        'SELECT portal.answer_invitation($1, $2, $3, $4, $5, $6, $7, $8) AS outcome',
        [hashOfToken(token), newId(), answer, mode, substitute, comment, source.requestId, source.ip],
      );
      return said!.outcome;
    });
  }
}
