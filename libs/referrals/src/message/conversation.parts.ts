import { Appointments } from '../appointment/appointments.service.js';
import { ConversationSettings } from './conversation-settings.service.js';
import { Conversations } from './conversation.queries.js';
import { InterimReports } from './interim-reports.service.js';
import { Messages } from './messages.service.js';
import { Onward } from './onward.service.js';
import { PhoneAcceptances } from './phone-acceptances.service.js';
import { Proposals } from './proposals.service.js';
import { Questions } from './questions.service.js';
import { Stopping } from './stopping.service.js';
import { Talk } from './talk.service.js';

/** What serves the words between the two agencies of a line. */
export const conversationParts = [
  Appointments,
  ConversationSettings,
  Conversations,
  InterimReports,
  Messages,
  Onward,
  PhoneAcceptances,
  Proposals,
  Questions,
  Stopping,
  Talk,
];
