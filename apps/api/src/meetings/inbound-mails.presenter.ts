import {
  answerNames,
  type GivenAnswer,
  givenAnswers,
  type WaitingMail,
  type WaitingWhy,
  waitingWhys,
} from '#libs/meetings';
import { ShowsId, ShowsMoment, ShowsText } from '../http/view.js';

/** A mail that waits for a person. */
export class InboundMailView {
  @ShowsId() id!: string;
  @ShowsText({ codes: Object.keys(waitingWhys) }) why!: WaitingWhy;
  @ShowsText() whyName!: string;
  @ShowsId({ nullable: true }) meetingId!: string | null;
  @ShowsText({ nullable: true }) meeting!: string | null;
  /** Whose answer it probably is. */
  @ShowsId({ nullable: true }) invitationId!: string | null;
  @ShowsText() sender!: string;
  @ShowsText() senderName!: string;
  @ShowsText() subject!: string;
  @ShowsText() words!: string;
  @ShowsText({ codes: givenAnswers, nullable: true }) answer!: GivenAnswer | null;
  @ShowsText() answerName!: string;
  @ShowsText() substitute!: string;
  @ShowsText() comment!: string;
  @ShowsMoment() arrivedAt!: string;
}

/** Lets out a mail that waits. */
export function presentInboundMail(mail: WaitingMail): InboundMailView {
  return {
    id: mail.id,
    why: mail.why,
    whyName: waitingWhys[mail.why],
    meetingId: mail.meetingId,
    meeting: mail.meeting,
    invitationId: mail.invitationId,
    sender: mail.sender ?? '',
    senderName: mail.senderName ?? '',
    subject: mail.subject,
    words: mail.words,
    answer: mail.answer,
    answerName: mail.answer ? answerNames[mail.answer] : '',
    substitute: mail.substitute ?? '',
    comment: mail.comment ?? '',
    arrivedAt: mail.arrivedAt.toISOString(),
  };
}
