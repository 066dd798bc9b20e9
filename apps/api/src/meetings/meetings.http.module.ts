import { Module } from '@nestjs/common';
import { MeetingsModule } from '#libs/meetings';
import { ActionItemsController } from './action-items.controller.js';
import { CouncilsController } from './councils.controller.js';
import { MeetingsController } from './meetings.controller.js';

@Module({
  imports: [MeetingsModule],
  controllers: [ActionItemsController, CouncilsController, MeetingsController],
})
export class MeetingsHttpModule {}
