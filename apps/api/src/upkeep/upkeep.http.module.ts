import { Module } from '@nestjs/common';
import { DirectoryModule } from '#libs/directory';
import { IdentityModule } from '#libs/identity';
import { ConfirmationPagesController } from './confirmation-pages.controller.js';
import { ReportPagesController } from './report-pages.controller.js';

@Module({
  imports: [DirectoryModule, IdentityModule],
  controllers: [ConfirmationPagesController, ReportPagesController],
})
export class UpkeepHttpModule {}
