import { Id } from '../http/fields.js';

/** Whose answer a mail is. */
export class InboundMailAcceptanceRequest {
  @Id({ label: '案内した人' })
  invitationId!: string;
}
