import { Module } from '@nestjs/common';
import { MeetingsModule } from '#libs/meetings';
import { ActionItemsController } from './action-items.controller.js';
import { AttendanceController } from './attendance.controller.js';
import { AgendaController } from './agenda.controller.js';
import { CouncilsController } from './councils.controller.js';
import { DecisionsController } from './decisions.controller.js';
import { MinutesController } from './minutes.controller.js';
import { FeedFilesController } from './feed-files.controller.js';
import { CalendarFeedsController } from './feeds.controller.js';
import { InboundMailsController } from './inbound-mails.controller.js';
import { InboundRelayController } from './inbound-relay.controller.js';
import { MeetingInvitationsController } from './meeting-invitations.controller.js';
import { RsvpController } from './rsvp.controller.js';
import { HolidaysController } from './holidays.controller.js';
import { MeetingsController } from './meetings.controller.js';
import { CirculationsController } from './circulations.controller.js';
import { PacksController } from './packs.controller.js';
import { PapersController } from './papers.controller.js';
import { PollPagesController } from './poll-pages.controller.js';
import { PollsController } from './polls.controller.js';
import { ReportsUpController } from './reports-up.controller.js';
import { MeetingSeriesController } from './series.controller.js';
import { YearPlansController } from './year-plans.controller.js';

const records = [ActionItemsController, DecisionsController, MinutesController, ReportsUpController];
const agenda = [AgendaController, CirculationsController, PacksController, PapersController];
const planning = [
  HolidaysController,
  MeetingSeriesController,
  PollPagesController,
  PollsController,
  YearPlansController,
];
const inviting = [
  CalendarFeedsController,
  FeedFilesController,
  InboundMailsController,
  InboundRelayController,
  MeetingInvitationsController,
  RsvpController,
];

@Module({
  imports: [MeetingsModule],
  controllers: [
    AttendanceController,
    CouncilsController,
    MeetingsController,
    ...agenda,
    ...planning,
    ...inviting,
    ...records,
  ],
})
export class MeetingsHttpModule {}
