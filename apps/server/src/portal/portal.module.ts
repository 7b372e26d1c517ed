import { Module } from '@nestjs/common';
import { AppointmentsModule } from '../appointments/appointments.module.js';
import { ChannelsModule } from '../channels/channels.module.js';
import { CommentsModule } from '../comments/comments.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { MessagingModule } from '../messaging/messaging.module.js';
import { NotificationModule } from '../notifications/notification.module.js';
import { RecordsModule } from '../records/records.module.js';
import { PortalController } from './portal.controller.js';
import { PortalStore } from './portal.store.js';
import { PortalActs } from './portal-acts.js';
import { PortalAppointmentController } from './portal-appointment.controller.js';
import { PortalAppointments } from './portal-appointments.js';
import { PortalDoor } from './portal-door.js';
import { PortalFileController } from './portal-file.controller.js';
import { PortalFiles } from './portal-files.js';
import { PortalHomeController } from './portal-home.controller.js';
import { PortalHome } from './portal-home.js';
import { PortalKeys } from './portal-keys.js';
import { PortalMessages } from './portal-messages.js';
import { PortalPersons } from './portal-persons.js';
import { PortalRows } from './portal-rows.js';
import { PortalSignInService } from './portal-sign-in.js';
import { PortalSignInStore } from './portal-sign-in.store.js';
import { PortalTasks } from './portal-tasks.js';
import { PortalViews } from './portal-views.js';
import { PortalVisits } from './portal-visits.js';

/** What people outside see of one record and do with it, by a link. */
@Module({
  imports: [
    AppointmentsModule,
    ChannelsModule,
    CommentsModule,
    FlowsModule,
    MessagingModule,
    NotificationModule,
    RecordsModule,
  ],
  controllers: [PortalHomeController, PortalController, PortalAppointmentController, PortalFileController],
  providers: [
    PortalStore,
    PortalDoor,
    PortalViews,
    PortalAppointments,
    PortalMessages,
    PortalFiles,
    PortalTasks,
    PortalActs,
    PortalKeys,
    PortalSignInStore,
    PortalPersons,
    PortalSignInService,
    PortalRows,
    PortalVisits,
    PortalHome,
  ],
})
export class PortalModule {}
