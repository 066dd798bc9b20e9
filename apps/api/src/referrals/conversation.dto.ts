import { categoryCodes, type DataCategory } from '#libs/people';
import {
  type AppointmentOutcome,
  appointmentOutcomes,
  type Attendance,
  attendanceCodes,
  mostTimes,
  noteLevels,
  type NoteLevel,
  type StopReason,
  stopReasonCodes,
  type ToldMeans,
  toldMeansCodes,
} from '#libs/referrals';
import { Day, Flag, Id, OneOf, Part, Parts, SomeIds, SomeOf, Text, WholeNumber } from '../http/fields.js';
import { ReasonRequest } from './referrals.dto.js';

const longest = 4000;

/** Who told the person, when and how. */
export class ToldPart {
  @Text({ label: '伝えた人', max: 100 })
  by!: string;

  @Day({ label: '伝えた日' })
  on!: string;

  @OneOf(toldMeansCodes, { label: '方法' })
  means!: ToldMeans;
}

/** Words at one of three levels. */
export class NoteRequest {
  @OneOf(noteLevels, { label: '宛て先' })
  level!: NoteLevel;

  @Text({ label: '本文', max: longest })
  text!: string;

  @Part(() => ToldPart, { label: '本人への伝え方', optional: true })
  told?: ToldPart | null;
}

/** What the recipient wants to know. */
export class QuestionRequest {
  @Text({ label: '知りたいこと', max: longest })
  questions!: string;

  @Day({ label: '回答の期限', optional: true })
  dueOn?: string | null;
}

/** What the source answers, and what the next version of the package tells. */
export class QuestionAnswerRequest {
  @Text({ label: '回答', max: longest, min: 0 })
  text!: string;

  @SomeOf(categoryCodes, { label: '伝える内容', optional: true })
  categories?: DataCategory[] | null;
}

/** What the recipient could do instead. */
export class ProposalRequest {
  @Text({ label: '提案する支援', max: 500 })
  service!: string;

  @Text({ label: '時期', max: 200, min: 0 })
  time!: string;

  @Text({ label: '説明', max: longest, min: 0 })
  note!: string;

  @Day({ label: '回答の期限', optional: true })
  dueOn?: string | null;
}

/** What the person said, and who heard it. */
export class PersonsAnswerRequest {
  @Text({ label: '本人の返事', max: 2000 })
  words!: string;

  @Text({ label: '聞き取った人', max: 100 })
  heardBy!: string;
}

/** Which agencies would be the right ones, and why. */
export class RedirectionRequest extends ReasonRequest {
  @SomeIds({ label: '紹介する機関', max: 5 })
  agencyIds!: string[];
}

/** To which of the agencies that were named. */
export class OnwardRequest {
  @Id({ label: '機関' })
  agencyId!: string;
}

/** From which referral a draft follows. */
export class ParentRequest {
  @Id({ label: '関連する依頼' })
  parentId!: string;
}

/** Why support should end. */
export class StopRequest {
  @OneOf(stopReasonCodes, { label: '理由' })
  reason!: StopReason;

  @Text({ label: '説明', max: 2000, min: 0 })
  note!: string;

  @Day({ label: '回答の期限' })
  dueOn!: string;
}

/** Ending support as the source asked. */
export class StopAgreementRequest {
  @Text({ label: '連絡', max: 2000, min: 0 })
  note!: string;
}

/** Why support goes on. */
export class StopRefusalRequest {
  @Text({ label: '理由', max: 2000, min: 0 })
  why!: string;
}

/** How support goes. */
export class InterimRequest {
  @Day({ label: '期間の始まり' })
  from!: string;

  @Day({ label: '期間の終わり' })
  until!: string;

  @OneOf(attendanceCodes, { label: '出席' })
  attendance!: Attendance;

  @Text({ label: '変化', max: longest, min: 0 })
  changes!: string;

  @Text({ label: '課題', max: longest, min: 0 })
  issues!: string;
}

/** A time from when until when (RFC 3339). */
export class TimePart {
  @Text({ label: '始まり', max: 40 })
  startsAt!: string;

  @Text({ label: '終わり', max: 40 })
  endsAt!: string;
}

/** When and where. */
export class AppointmentRequest {
  @Parts(() => TimePart, { label: '日時', max: mostTimes })
  times!: TimePart[];

  @Text({ label: '場所', max: 300, min: 0 })
  place!: string;

  @Text({ label: 'オンラインのリンク', max: 500, min: 0 })
  link!: string;

  @Text({ label: '持ち物・連絡', max: 1000, min: 0 })
  note!: string;

  @Flag({ label: '日時は決まっている' })
  agreed!: boolean;
}

/** Which of the times that were offered, counted from 0. */
export class TimeChoiceRequest {
  @WholeNumber({ label: '選んだ日時', min: 0, max: mostTimes - 1 })
  nth!: number;
}

/** Whether the person came. */
export class OutcomeRequest {
  @OneOf(appointmentOutcomes, { label: '結果' })
  outcome!: AppointmentOutcome;
}

/** Who agreed on the telephone, and when. */
export class HeardAcceptanceRequest {
  @Text({ label: '返事をした人', max: 100 })
  agreedBy!: string;

  @Day({ label: '返事のあった日' })
  agreedOn!: string;

  @Text({ label: '聞いた内容', max: 1000, min: 0 })
  note!: string;
}
