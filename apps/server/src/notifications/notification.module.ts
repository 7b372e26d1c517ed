import { Global, Module } from '@nestjs/common';
import { NotificationController } from './notification.controller.js';
import { NotificationService } from './notification.service.js';
import { NotificationStore } from './notification.store.js';

@Global()
@Module({
  controllers: [NotificationController],
  providers: [NotificationStore, NotificationService],
  exports: [NotificationService],
})
export class NotificationModule {}
