import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { DataSource as TypeOrmDataSource } from 'typeorm';
import { DataSource } from 'typeorm';
import { Clock } from './clock.js';
import { DataKeys } from './crypto/data-keys.js';
import { Config } from './config/config.js';
import { Database } from './database/database.js';
import { AuthDatabase } from './database/sql-database.js';
import { Keys } from './keys/keys.js';
import { Outbox } from './outbox/outbox.js';
import { Uploads } from './upload/uploads.js';

/** What the API process is given before it starts. */
export interface PlatformParts {
  readonly config: Config;
  readonly keys: Keys;
  readonly dataSource: TypeOrmDataSource;
  readonly authDatabase: AuthDatabase;
}

/** The ground that every lib stands on in the API process: settings, clock, keys, the two databases, the outbox. */
@Global()
@Module({})
export class PlatformModule {
  static with(parts: PlatformParts): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        Clock,
        Database,
        DataKeys,
        Outbox,
        Uploads,
        { provide: Config, useValue: parts.config },
        { provide: Keys, useValue: parts.keys },
        { provide: DataSource, useValue: parts.dataSource },
        { provide: AuthDatabase, useValue: parts.authDatabase },
      ],
      exports: [Clock, Config, Database, DataKeys, Keys, Outbox, Uploads, AuthDatabase],
    };
  }
}
