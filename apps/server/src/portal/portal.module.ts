import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.js';
import { CommentsModule } from '../comments/comments.module.js';
import { RecordsModule } from '../records/records.module.js';
import { PortalController } from './portal.controller.js';
import { PortalStore } from './portal.store.js';
import { PortalActs } from './portal-acts.js';
import { PortalDoor } from './portal-door.js';
import { PortalMessages } from './portal-messages.js';
import { PortalViews } from './portal-views.js';

/** What people outside see of one record and do with it, by a link. */
@Module({
  imports: [ChannelsModule, CommentsModule, RecordsModule],
  controllers: [PortalController],
  providers: [PortalStore, PortalDoor, PortalViews, PortalMessages, PortalActs],
})
export class PortalModule {}
