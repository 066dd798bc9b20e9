import { Module } from '@nestjs/common';
import { MeetingsModule } from '#libs/meetings';
import { CouncilsController } from './councils.controller.js';
import { MeetingsController } from './meetings.controller.js';

@Module({ imports: [MeetingsModule], controllers: [CouncilsController, MeetingsController] })
export class MeetingsHttpModule {}
