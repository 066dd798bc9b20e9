import { Id } from '../http/fields.js';

/** Of which meeting the mails are wanted; of all without one. */
export class InboundMailsQuery {
  @Id({ label: '会議', optional: true })
  meetingId?: string;
}

/** Whose answer a mail is. */
export class InboundMailAcceptanceRequest {
  @Id({ label: '案内した人' })
  invitationId!: string;
}
