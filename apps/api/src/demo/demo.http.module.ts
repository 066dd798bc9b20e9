import { Module } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { DemoController } from './demo.controller.js';

@Module({ imports: [IdentityModule], controllers: [DemoController] })
export class DemoHttpModule {}
