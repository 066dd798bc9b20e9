import { Module } from '@nestjs/common';
import { DirectoryModule } from '#libs/directory';

@Module({ imports: [DirectoryModule] })
export class DirectoryHttpModule {}
