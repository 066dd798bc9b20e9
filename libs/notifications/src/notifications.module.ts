import { Module } from '@nestjs/common';
import { NoticesQueries } from './notices.queries.js';
import { Notices } from './notices.service.js';

/** One's own notices, for the API. */
@Module({
  providers: [Notices, NoticesQueries],
  exports: [Notices, NoticesQueries],
})
export class NotificationsModule {}
