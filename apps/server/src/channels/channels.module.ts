import { Module } from '@nestjs/common';
import { FileModule } from '../files/file.module.js';
import { LibrariesModule } from '../libraries/libraries.module.js';
import { MessagingModule } from '../messaging/messaging.module.js';
import { RecordsModule } from '../records/records.module.js';
import { AboutRecords } from './about-records.js';
import { Networks } from './networks.js';
import { OpenChannels } from './open-channels.js';
import { PortalLink } from './portal-link.js';
import { PortalLinksService } from './portal-links.service.js';
import { ProofOfWork } from './proof-of-work.js';
import { PublicAnswers } from './public-answers.js';
import { PublicFiling } from './public-filing.js';
import { PublicFormController } from './public-form.controller.js';
import { PublicFormService } from './public-form.service.js';
import { PublicHelp } from './public-help.js';
import { PublicIntakeService } from './public-intake.service.js';
import { PublicRequestStore } from './public-request.store.js';
import { PublicUploadService } from './public-upload.service.js';
import { PublicVisitors } from './public-visitors.js';
import { RecordLink } from './record-link.js';
import { RecordLinkStore } from './record-link.store.js';
import { RequestChannelController } from './request-channel.controller.js';
import { RequestChannelService } from './request-channel.service.js';
import { RequestNotes } from './request-notes.js';
import { WechatController } from './wechat.controller.js';
import { WechatService } from './wechat.service.js';
import { WechatMessageStore } from './wechat-message.store.js';

@Module({
  imports: [RecordsModule, FileModule, MessagingModule, LibrariesModule],
  controllers: [PublicFormController, RequestChannelController, WechatController],
  providers: [
    OpenChannels,
    Networks,
    ProofOfWork,
    RecordLinkStore,
    RecordLink,
    PortalLink,
    PortalLinksService,
    AboutRecords,
    PublicRequestStore,
    PublicAnswers,
    PublicHelp,
    PublicVisitors,
    PublicFiling,
    RequestNotes,
    PublicFormService,
    PublicIntakeService,
    PublicUploadService,
    RequestChannelService,
    WechatMessageStore,
    WechatService,
  ],
  exports: [OpenChannels, PortalLink, PublicVisitors, RecordLink],
})
export class ChannelsModule {}
