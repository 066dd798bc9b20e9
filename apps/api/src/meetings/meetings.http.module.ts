import { Module } from '@nestjs/common';
import { MeetingsModule } from '#libs/meetings';
import { ActionItemsController } from './action-items.controller.js';
import { CouncilsController } from './councils.controller.js';
import { MeetingsController } from './meetings.controller.js';
import { PollPagesController } from './poll-pages.controller.js';
import { PollsController } from './polls.controller.js';
import { YearPlansController } from './year-plans.controller.js';

const planning = [PollPagesController, PollsController, YearPlansController];

@Module({
  imports: [MeetingsModule],
  controllers: [ActionItemsController, CouncilsController, MeetingsController, ...planning],
})
export class MeetingsHttpModule {}
