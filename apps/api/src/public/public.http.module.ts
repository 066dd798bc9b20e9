import { Module } from '@nestjs/common';
import { PublicFaceModule } from '#libs/directory';
import { PublicPaceGuard } from '../http/public-pace.guard.js';
import { PublicController } from './public.controller.js';
import { RobotsController } from './robots/robots.controller.js';

@Module({
  imports: [PublicFaceModule],
  controllers: [PublicController, RobotsController],
  providers: [PublicPaceGuard],
})
export class PublicHttpModule {}
