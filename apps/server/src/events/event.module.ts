import { Global, Module } from '@nestjs/common';
import { EventController } from './event.controller.js';
import { EventStore } from './event.store.js';
import { EventBus } from './event-bus.js';
import { EventStreams } from './event-streams.js';

@Global()
@Module({
  controllers: [EventController],
  providers: [EventStore, EventBus, EventStreams],
  exports: [EventBus],
})
export class EventModule {}
