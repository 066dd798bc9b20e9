import { Module } from '@nestjs/common';
import { ImportsModule } from '#libs/directory';
import { ImportSourcesController } from './import-sources.controller.js';
import { ImportsController } from './imports.controller.js';

@Module({ imports: [ImportsModule], controllers: [ImportsController, ImportSourcesController] })
export class ImportsHttpModule {}
