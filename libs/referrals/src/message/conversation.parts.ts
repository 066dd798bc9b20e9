import { Appointments } from '../appointment/appointments.service.js';
import { IntakeForms } from '../outside/intake-forms.service.js';
import { IntakeRequests } from '../outside/intake-requests.service.js';
import { OutsideSendings } from '../outside/outside-sendings.service.js';
import { SealedLinks } from '../outside/sealed-links.service.js';
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
import { Transfers } from '../transfer/transfers.service.js';

/** What serves the words between the two agencies of a line. */
export const conversationParts = [
  Appointments,
  ConversationSettings,
  Conversations,
  IntakeForms,
  IntakeRequests,
  InterimReports,
  Messages,
  Onward,
  OutsideSendings,
  PhoneAcceptances,
  Proposals,
  Questions,
  SealedLinks,
  Stopping,
  Talk,
  Transfers,
];
