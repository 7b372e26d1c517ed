import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { ImportsModule } from '../imports/imports.module.js';
import { MessagingModule } from '../messaging/messaging.module.js';
import { RecordsModule } from '../records/records.module.js';
import { Asker } from './asker.js';
import { ConnectionService } from './connection.service.js';
import { ConnectionStore } from './connection.store.js';
import { ConnectorController } from './connector.controller.js';
import { ConnectorService } from './connector.service.js';
import { ConnectorCalls } from './connector-calls.js';
import { ConnectorReader } from './connector-reader.js';
import { ConnectorSender } from './connector-sender.js';
import { HookController, HookSettingsController } from './hook.controller.js';
import { HookService } from './hook.service.js';
import { HookStore } from './hook.store.js';
import { ItemTaker } from './item-taker.js';
import { OutgoingRoom } from './outgoing-room.js';
import { RunStore } from './run.store.js';

@Module({
  imports: [RecordsModule, IdentityModule, ImportsModule, MessagingModule],
  controllers: [ConnectorController, HookController, HookSettingsController],
  providers: [
    ConnectionStore,
    RunStore,
    ConnectorCalls,
    ConnectionService,
    ItemTaker,
    ConnectorReader,
    HookStore,
    HookService,
    ConnectorService,
    OutgoingRoom,
    ConnectorSender,
    Asker,
  ],
})
export class ConnectorsModule {}
