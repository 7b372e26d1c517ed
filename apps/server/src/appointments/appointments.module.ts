import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { RecordsModule } from '../records/records.module.js';
import { AppointmentController } from './appointment.controller.js';
import { AppointmentService } from './appointment.service.js';
import { AppointmentStore } from './appointment.store.js';
import { AppointmentDesk } from './appointment-desk.js';
import { AppointmentGuard } from './appointment-guard.js';
import { AppointmentReader } from './appointment-reader.js';
import { AppointmentRooms } from './appointment-room.js';

/** Times promised to whoever waits, from what people have left. */
@Module({
  imports: [AuditModule, RecordsModule, MatchingModule],
  controllers: [AppointmentController],
  providers: [
    AppointmentStore,
    AppointmentRooms,
    AppointmentReader,
    AppointmentGuard,
    AppointmentService,
    AppointmentDesk,
  ],
  exports: [AppointmentService],
})
export class AppointmentsModule {}
