import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { NotificationModule } from '../notifications/notification.module.js';
import { RecordsModule } from '../records/records.module.js';
import { WebhookController } from './webhook.controller.js';
import { WebhookService } from './webhook.service.js';
import { WebhookStore } from './webhook.store.js';
import { WebhookNotices } from './webhook-notices.js';
import { WebhookSender } from './webhook-sender.js';

@Module({
  imports: [RecordsModule, IdentityModule, NotificationModule],
  controllers: [WebhookController],
  providers: [WebhookStore, WebhookNotices, WebhookSender, WebhookService],
})
export class WebhooksModule {}
