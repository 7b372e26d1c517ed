import { Module } from '@nestjs/common';
import { EventModule } from '../events/event.module.js';
import { AppController } from './app.controller.js';
import { AppService } from './app.service.js';
import { AppRegistry } from './app-registry.js';
import { AppRemovalService } from './app-removal.service.js';
import { AppUpdateService } from './app-update.service.js';
import { DocumentController } from './document.controller.js';
import { DocumentStore } from './document.store.js';
import { DocumentEvents } from './document-events.js';
import { DraftService } from './draft.service.js';
import { PublishService } from './publish.service.js';
import { RemovalController } from './removal.controller.js';
import { RemovalService } from './removal.service.js';
import { RemovalStore } from './removal.store.js';
import { RemovalGuards } from './removal-guards.js';
import { StorageStore } from './storage.store.js';

@Module({
  imports: [EventModule],
  controllers: [AppController, DocumentController, RemovalController],
  providers: [
    DocumentStore,
    StorageStore,
    AppRegistry,
    PublishService,
    DraftService,
    AppService,
    AppUpdateService,
    DocumentEvents,
    RemovalStore,
    RemovalGuards,
    RemovalService,
    AppRemovalService,
  ],
  exports: [
    AppRegistry,
    AppService,
    AppUpdateService,
    PublishService,
    DocumentStore,
    DocumentEvents,
    RemovalGuards,
  ],
})
export class MetadataModule {}
