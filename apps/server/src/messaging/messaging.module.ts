import { Module } from '@nestjs/common';
import { MailModule } from '../mail/mail.module.js';
import { RecordsModule } from '../records/records.module.js';
import { KeptTokens } from './kept-tokens.js';
import { MemberAddressController } from './member-address.controller.js';
import { MemberAddressService } from './member-address.service.js';
import { MemberAddressStore } from './member-address.store.js';
import { MessageService } from './message.service.js';
import { MessageStore } from './message.store.js';
import { MessageLinks } from './message-links.js';
import { MessageLog } from './message-log.js';
import { MessageSender } from './message-sender.js';
import { MessageWorker } from './message-worker.js';
import { MessengerController } from './messenger.controller.js';
import { MessengerService } from './messenger.service.js';
import { MessengerStore } from './messenger.store.js';
import { MessengerAccounts } from './messenger-accounts.js';
import { NoticeMessages } from './notice-messages.js';
import { PushDeviceController } from './push-device.controller.js';
import { PushDeviceService } from './push-device.service.js';
import { PushDeviceStore } from './push-device.store.js';
import { PushKeys } from './push-keys.js';
import { PushRoom } from './push-room.js';
import { RouteRemoval } from './route-removal.js';
import { UndeliveredMessages } from './undelivered-messages.js';

@Module({
  imports: [RecordsModule, MailModule],
  controllers: [MessengerController, MemberAddressController, PushDeviceController],
  providers: [
    KeptTokens,
    PushKeys,
    PushDeviceStore,
    PushRoom,
    PushDeviceService,
    MessengerStore,
    MessengerService,
    MessageStore,
    MessageSender,
    MessageWorker,
    UndeliveredMessages,
    MessageLog,
    MemberAddressStore,
    MemberAddressService,
    NoticeMessages,
    MessageService,
    MessageLinks,
    MessengerAccounts,
    RouteRemoval,
  ],
  exports: [MessageService, MessageLinks, MessengerAccounts, KeptTokens],
})
export class MessagingModule {}
