import { Module } from '@nestjs/common';
import { OpenDataModule } from '#libs/directory';
import { PublicPaceGuard } from '../http/public-pace.guard.js';
import { AboutHsdsController } from './about.controller.js';
import { HsdsTermsController } from './hsds-terms.controller.js';
import { BulkPaceGuard } from './bulk-pace.guard.js';
import { HsdsController } from './hsds.controller.js';

@Module({
  imports: [OpenDataModule],
  controllers: [AboutHsdsController, HsdsController, HsdsTermsController],
  providers: [BulkPaceGuard, PublicPaceGuard],
})
export class HsdsHttpModule {}
