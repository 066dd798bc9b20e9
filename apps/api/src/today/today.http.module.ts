import { Module } from '@nestjs/common';
import { ReferralsModule } from '#libs/referrals';
import { TodayController } from './today.controller.js';

@Module({ imports: [ReferralsModule], controllers: [TodayController] })
export class TodayHttpModule {}
