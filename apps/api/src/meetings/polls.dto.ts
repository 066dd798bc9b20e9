import { type PollAnswer, pollAnswerCodes, type PollMode, timeOfDay } from '#libs/meetings';
import { Day, EmailAddress, Flag, Id, Matching, OneOf, Parts, SomeIds, Text } from '../http/fields.js';

const clock = {
  says: '時刻を「18:30」の形で入力してください。24時以降は翌日の時刻（例 01:00）で入力します',
  max: 5,
};
const pollModes: readonly PollMode[] = ['venue', 'web', 'hybrid'];

/** A day on offer. */
export class PollOptionRequest {
  @Day({ label: '候補日' })
  day!: string;

  @Flag({ label: '終日', optional: true })
  allDay?: boolean | null;

  @Matching(timeOfDay, { label: '開始時刻', ...clock })
  from!: string;

  @Matching(timeOfDay, { label: '終了時刻', ...clock })
  until!: string;
}

/** What a poll says about itself. */
export class PollRequest {
  @Text({ label: '会議名', max: 120 })
  title!: string;

  @Text({ label: '案内', max: 1000, min: 0, optional: true })
  note?: string | null;

  @OneOf(pollModes, { label: '開催方法' })
  mode!: PollMode;

  @Text({ label: '会場', max: 120, min: 0, optional: true })
  venue?: string | null;

  @Day({ label: '回答の期限' })
  deadlineOn!: string;

  @Flag({ label: '自分が答えるまでほかの人の回答を見せない', optional: true })
  hidesVotes?: boolean | null;

  @Parts(() => PollOptionRequest, { label: '候補日', min: 1, max: 40 })
  options!: PollOptionRequest[];
}

/** Who is asked: whoever fills a seat, or somebody by name and address. */
export class PollInviteeRequest {
  @Id({ label: '委員', optional: true })
  seatId?: string | null;

  @Text({ label: '氏名', max: 60, optional: true })
  name?: string | null;

  @EmailAddress({ label: 'メールアドレス', optional: true })
  email?: string | null;

  @Flag({ label: '必ず出席', optional: true })
  isRequired?: boolean | null;
}

/** A new poll. */
export class NewPollRequest extends PollRequest {
  @Id({ label: '年間計画の回', optional: true })
  slotId?: string | null;

  @Parts(() => PollInviteeRequest, { label: '回答をお願いする方', min: 1, max: 200 })
  invitees!: PollInviteeRequest[];
}

/** More people to ask. */
export class PollInviteesRequest {
  @Parts(() => PollInviteeRequest, { label: '回答をお願いする方', min: 1, max: 200 })
  invitees!: PollInviteeRequest[];
}

/** What somebody says about one day. */
export class PollVoteRequest {
  @Id({ label: '候補日' })
  optionId!: string;

  @OneOf(pollAnswerCodes, { label: '回答' })
  answer!: PollAnswer;
}

/** What somebody says about all days. */
export class PollVotesRequest {
  @Parts(() => PollVoteRequest, { label: '回答', min: 1, max: 40 })
  votes!: PollVoteRequest[];

  @Text({ label: 'ひとこと', max: 300, min: 0, optional: true })
  comment?: string | null;
}

/** Until when people may answer again. */
export class PollReopeningRequest {
  @Day({ label: '回答の期限' })
  deadlineOn!: string;
}

/** Which days are picked. */
export class PollPickRequest {
  @SomeIds({ label: '決定する候補日', max: 40 })
  optionIds!: string[];

  @Flag({ label: '必ず出席する方が×でも決める', optional: true })
  despiteRefusal?: boolean | null;
}
