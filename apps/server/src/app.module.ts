import { type DynamicModule, Module } from '@nestjs/common';
import { AppointmentsModule } from './appointments/appointments.module.js';
import { CalendarsModule } from './calendars/calendars.module.js';
import { CallsModule } from './calls/calls.module.js';
import { ChannelsModule } from './channels/channels.module.js';
import { CommentsModule } from './comments/comments.module.js';
import { ConnectorsModule } from './connectors/connectors.module.js';
import { DeadlinesModule } from './deadlines/deadlines.module.js';
import { DuplicatesModule } from './duplicates/duplicates.module.js';
import { EventModule } from './events/event.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { FileModule } from './files/file.module.js';
import { FlowsModule } from './flows/flows.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { LedgersModule } from './ledgers/ledgers.module.js';
import { LibrariesModule } from './libraries/libraries.module.js';
import { MailModule } from './mail/mail.module.js';
import { MatchingModule } from './matching/matching.module.js';
import { MessagingModule } from './messaging/messaging.module.js';
import { NotificationModule } from './notifications/notification.module.js';
import { OpenApiModule } from './openapi/openapi.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { OverviewsModule } from './overviews/overviews.module.js';
import type { Config } from './platform/config/config.js';
import { ConfigModule } from './platform/config/config.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { DeliveryModule } from './platform/deliveries/delivery.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { JobModule } from './platform/jobs/job.module.js';
import { OutboxModule } from './platform/outbox/outbox.module.js';
import { RepeatsModule } from './platform/repeats/repeats.module.js';
import { platformSchema } from './platform-schema.js';
import { PortalModule } from './portal/portal.module.js';
import { RecordsModule } from './records/records.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { RoutingModule } from './routing/routing.module.js';
import { RulesModule } from './rules/rules.module.js';
import { SearchModule } from './search/search.module.js';
import { SyncModule } from './sync/sync.module.js';
import { TemplatesModule } from './templates/templates.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** The whole server. A feature is one line here. */
@Module({})
export class AppModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        DatabaseModule.forRoot(platformSchema),
        HttpModule,
        OutboxModule,
        RepeatsModule,
        JobModule,
        DeliveryModule,
        IdentityModule,
        OperationsModule,
        EventModule,
        FileModule,
        NotificationModule,
        RecordsModule,
        CommentsModule,
        SearchModule,
        LedgersModule,
        MailModule,
        MatchingModule,
        RoutingModule,
        AppointmentsModule,
        MessagingModule,
        PortalModule,
        WebhooksModule,
        ConnectorsModule,
        CalendarsModule,
        RulesModule,
        DeadlinesModule,
        FlowsModule,
        OverviewsModule,
        LibrariesModule,
        ChannelsModule,
        CallsModule,
        DuplicatesModule,
        ReportsModule,
        ImportsModule,
        ExportsModule,
        OpenApiModule,
        SyncModule,
        TemplatesModule,
      ],
    };
  }
}
