import { Module } from '@nestjs/common';
import { CommentsModule } from '../comments/comments.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { RecordsModule } from '../records/records.module.js';
import { DeviceController } from './device.controller.js';
import { DeviceService } from './device.service.js';
import { DeviceStore } from './device.store.js';
import { KnownPositionStore } from './known-position.store.js';
import { PositionWitness } from './position-witness.js';
import { PullService } from './pull.service.js';
import { PullDocuments } from './pull-documents.js';
import { PullSets } from './pull-sets.js';
import { PulledForms } from './pulled-forms.js';
import { PushService } from './push.service.js';
import { PushRoom } from './push-room.js';
import { QueueStore } from './queue.store.js';
import { RecordWishes } from './record-wishes.js';
import { SyncController } from './sync.controller.js';
import { TaskWishes } from './task-wishes.js';
import { WishOffers } from './wish-offers.js';
import { WishPerformer } from './wish-performer.js';

@Module({
  imports: [RecordsModule, FlowsModule, CommentsModule],
  controllers: [DeviceController, SyncController],
  providers: [
    DeviceStore,
    KnownPositionStore,
    PositionWitness,
    DeviceService,
    QueueStore,
    RecordWishes,
    TaskWishes,
    WishOffers,
    WishPerformer,
    PushRoom,
    PushService,
    PullSets,
    PulledForms,
    PullDocuments,
    PullService,
  ],
})
export class SyncModule {}
