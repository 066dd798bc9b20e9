import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory.module.js';
import { PublicEntries } from './public-entries.queries.js';

/** What everybody may read of the directory without signing in, as pages. */
@Module({
  imports: [DirectoryModule],
  providers: [PublicEntries],
  exports: [DirectoryModule, PublicEntries],
})
export class PublicFaceModule {}
