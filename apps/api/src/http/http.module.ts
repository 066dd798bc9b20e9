import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { IdentityModule } from '#libs/identity';
import type { Logger } from '#libs/platform';
import { EtagInterceptor } from './etag.interceptor.js';
import { Log } from './log.token.js';
import { ProblemFilter } from './problem.filter.js';
import { SessionGuard } from './session.guard.js';
import { SessionStrategy } from './session.strategy.js';
import { validation } from './validation.js';

/** What every request passes: the guard, the validation, the ETag, and the filter that turns refusals into words. */
@Global()
@Module({})
export class HttpModule {
  static with(log: Logger): DynamicModule {
    return {
      module: HttpModule,
      imports: [DiscoveryModule, IdentityModule],
      providers: [
        SessionStrategy,
        { provide: Log, useValue: log },
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_PIPE, useFactory: validation },
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [Log],
    };
  }
}
