import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { AgendaPrints } from './agenda/agenda-prints.service.js';
import { AgendaQueries } from './agenda/agenda.queries.js';
import { Agenda } from './agenda/agenda.service.js';
import { AgendaProposals } from './agenda/proposals.service.js';
import { AgendaTemplates } from './agenda/templates.service.js';
import { ActionItemsQueries } from './action/action-items.queries.js';
import { ActionItems } from './action/action-items.service.js';
import { AttendanceFigures } from './attendance/attendance.figures.js';
import { AttendanceQueries } from './attendance/attendance.queries.js';
import { AttendanceLists } from './attendance/attendance.service.js';
import { AttendanceSheets } from './attendance/attendance.sheet.js';
import { DecisionsQueries } from './decision/decisions.queries.js';
import { MinutesApproval } from './minutes/minutes.approval.js';
import { MinutesCirculation } from './minutes/minutes.circulation.js';
import { MinutesPapers } from './minutes/minutes.paper.js';
import { MinutesQueries } from './minutes/minutes.queries.js';
import { MinutesWriting } from './minutes/minutes.writing.js';
import { CouncilsQueries } from './council/councils.queries.js';
import { Councils } from './council/councils.service.js';
import { Seats } from './council/seats.service.js';
import { Feeds } from './feed/feeds.service.js';
import { InboundMails } from './inbox/inbound-mails.service.js';
import { InvitationsQueries } from './invitation/invitations.queries.js';
import { Invitations } from './invitation/invitations.service.js';
import { OpenInvitations } from './invitation/open-invitations.js';
import { MeetingsQueries } from './meeting/meetings.queries.js';
import { Meetings } from './meeting/meetings.service.js';
import { Circulations } from './paper/circulations.service.js';
import { Packs } from './paper/packs.service.js';
import { PapersQueries } from './paper/papers.queries.js';
import { Papers } from './paper/papers.service.js';
import { ReportsUpQueries } from './report-up/reports-up.queries.js';
import { ReportsUp } from './report-up/reports-up.service.js';
import { PollInvitees } from './poll/poll-invitees.service.js';
import { PollVotes } from './poll/poll-votes.service.js';
import { PollsQueries } from './poll/polls.queries.js';
import { Polls } from './poll/polls.service.js';
import { MeetingSeries } from './series/series.service.js';
import { YearPlansQueries } from './plan/year-plans.queries.js';
import { YearPlans } from './plan/year-plans.service.js';
import { YearSchedules } from './plan/year-schedules.service.js';

const services = [
  Agenda,
  AgendaPrints,
  AgendaProposals,
  AgendaQueries,
  AttendanceFigures,
  AttendanceLists,
  AttendanceQueries,
  AttendanceSheets,
  AgendaTemplates,
  Circulations,
  Packs,
  Papers,
  PapersQueries,
  Councils,
  CouncilsQueries,
  Meetings,
  MeetingsQueries,
  Seats,
];
const records = [
  ActionItems,
  ActionItemsQueries,
  DecisionsQueries,
  MinutesApproval,
  MinutesCirculation,
  MinutesPapers,
  MinutesQueries,
  MinutesWriting,
  ReportsUp,
  ReportsUpQueries,
];
const planning = [
  MeetingSeries,
  PollInvitees,
  Polls,
  PollsQueries,
  PollVotes,
  YearPlans,
  YearPlansQueries,
  YearSchedules,
];
const inviting = [Feeds, InboundMails, Invitations, InvitationsQueries, OpenInvitations];
const all = [...services, ...records, ...planning, ...inviting];

/** Councils and their meetings. Needs the platform. */
@Module({ imports: [AuditModule], providers: all, exports: all })
export class MeetingsModule {}
