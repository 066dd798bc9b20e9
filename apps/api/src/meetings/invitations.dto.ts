import {
  type AttendanceMode,
  attendanceModeCodes,
  type GivenAnswer,
  givenAnswers,
  type InvitationRole,
  invitationRoleCodes,
} from '#libs/meetings';
import { EmailAddress, Flag, OneOf, Parts, SomeIds, Text } from '../http/fields.js';

/** Somebody beside the council who is to come. */
export class MeetingGuestRequest {
  @Text({ label: '氏名', max: 60 })
  name!: string;

  @Text({ label: '役職', max: 60, min: 0, optional: true })
  post?: string | null;

  @EmailAddress({ label: 'メールアドレス' })
  email!: string;

  @OneOf(invitationRoleCodes, { label: '区分' })
  role!: InvitationRole;
}

/** Who is to come. */
export class MeetingInviteRequest {
  @Flag({ label: '委員全員', optional: true })
  everySeat?: boolean | null;

  @SomeIds({ label: '委員', max: 500, optional: true })
  seatIds?: string[] | null;

  @Parts(() => MeetingGuestRequest, { label: '委員以外の人', max: 50, optional: true })
  guests?: MeetingGuestRequest[] | null;
}

/** Where to write from now on. */
export class MeetingAddressRequest {
  @EmailAddress({ label: 'メールアドレス' })
  email!: string;
}

/** What somebody answers. */
export class MeetingAnswerRequest {
  @OneOf(givenAnswers, { label: '出欠' })
  answer!: GivenAnswer;

  @OneOf(attendanceModeCodes, { label: '参加方法', optional: true })
  mode?: AttendanceMode | null;

  @Text({ label: '代理の人', max: 100, min: 0, optional: true })
  substitute?: string | null;

  @Text({ label: '連絡事項', max: 1000, min: 0, optional: true })
  comment?: string | null;
}
