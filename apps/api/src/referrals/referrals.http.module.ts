import { Module } from '@nestjs/common';
import { ReferralsModule } from '#libs/referrals';
import { AppointmentController } from './appointment.controller.js';
import { ConversationController } from './conversation.controller.js';
import { ConversationSettingsController } from './conversation-settings.controller.js';
import { OnwardController } from './onward.controller.js';
import { AbsencesController, DeadlinesController, LineLoopController } from './loop.controller.js';
import { ReceivingController } from './receiving.controller.js';
import { ReferralsController } from './referrals.controller.js';
import { SendingController } from './sending.controller.js';

@Module({
  imports: [ReferralsModule],
  controllers: [
    ReferralsController,
    SendingController,
    ReceivingController,
    AppointmentController,
    ConversationController,
    ConversationSettingsController,
    OnwardController,
    LineLoopController,
    DeadlinesController,
    AbsencesController,
  ],
})
export class ReferralsHttpModule {}
