import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.js';
import { EventModule } from '../events/event.module.js';
import { OverviewsModule } from '../overviews/overviews.module.js';
import { RecordsModule } from '../records/records.module.js';
import { CallController } from './call.controller.js';
import { CallService } from './call.service.js';
import { CallStore } from './call.store.js';
import { CallChanges } from './call-changes.js';
import { CallLog } from './call-log.js';
import { RingingCalls } from './ringing-calls.js';

@Module({
  imports: [RecordsModule, EventModule, ChannelsModule, OverviewsModule],
  controllers: [CallController],
  providers: [CallStore, CallLog, CallChanges, CallService, RingingCalls],
})
export class CallsModule {}
