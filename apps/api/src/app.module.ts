import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { PressModule } from '#libs/documents';
import { type Logger, PlatformModule, type PlatformParts } from '#libs/platform';
import { DemoHttpModule } from './demo/demo.http.module.js';
import { DevMailboxHttpModule } from './dev-mailbox/dev-mailbox.http.module.js';
import { DirectoryHttpModule } from './directory/directory.http.module.js';
import { DisclosuresHttpModule } from './disclosures/disclosures.http.module.js';
import { DocsHttpModule } from './docs/docs.http.module.js';
import { HealthHttpModule } from './health/health.http.module.js';
import { HsdsHttpModule } from './hsds/hsds.http.module.js';
import { HttpModule } from './http/http.module.js';
import { IdentityHttpModule } from './identity/identity.http.module.js';
import { ImportsHttpModule } from './imports/imports.http.module.js';
import { LeafletsHttpModule } from './leaflets/leaflets.http.module.js';
import { MattersHttpModule } from './matters/matters.http.module.js';
import { MeetingsHttpModule } from './meetings/meetings.http.module.js';
import { NotificationsHttpModule } from './notifications/notifications.http.module.js';
import { PeopleHttpModule } from './people/people.http.module.js';
import { RecordsHttpModule } from './directory/records.http.module.js';
import { PublicHttpModule } from './public/public.http.module.js';
import { ReferralsHttpModule } from './referrals/referrals.http.module.js';
import { TodayHttpModule } from './today/today.http.module.js';
import { TransitionsHttpModule } from './transitions/transitions.http.module.js';
import { UpkeepHttpModule } from './upkeep/upkeep.http.module.js';
import { VocabularyHttpModule } from './vocabulary/vocabulary.http.module.js';

/** The API: one HTTP module per context, on the platform. */
@Module({})
export class AppModule {
  static with(parts: PlatformParts, log: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(parts),
        AuditModule,
        PressModule,
        HttpModule.with(log),
        HealthHttpModule,
        DocsHttpModule,
        IdentityHttpModule,
        ImportsHttpModule,
        DirectoryHttpModule,
        DisclosuresHttpModule,
        LeafletsHttpModule,
        HsdsHttpModule,
        MattersHttpModule,
        MeetingsHttpModule,
        NotificationsHttpModule,
        PeopleHttpModule,
        RecordsHttpModule,
        PublicHttpModule,
        ReferralsHttpModule,
        TodayHttpModule,
        TransitionsHttpModule,
        UpkeepHttpModule,
        VocabularyHttpModule,
        ...(parts.config.demo ? [DemoHttpModule, DevMailboxHttpModule] : []),
      ],
    };
  }
}
