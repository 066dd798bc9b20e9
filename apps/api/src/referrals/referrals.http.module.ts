import { Module } from '@nestjs/common';
import { ReferralsModule } from '#libs/referrals';
import { ReceivingController } from './receiving.controller.js';
import { ReferralsController } from './referrals.controller.js';
import { SendingController } from './sending.controller.js';

@Module({
  imports: [ReferralsModule],
  controllers: [ReferralsController, SendingController, ReceivingController],
})
export class ReferralsHttpModule {}
