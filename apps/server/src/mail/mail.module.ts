import { Module } from '@nestjs/common';
import { CommentsModule } from '../comments/comments.module.js';
import { FileModule } from '../files/file.module.js';
import { RecordsModule } from '../records/records.module.js';
import { DigestTimer } from './digest-timer.js';
import { MailAccountController } from './mail-account.controller.js';
import { MailAccountService } from './mail-account.service.js';
import { MailAccountStore } from './mail-account.store.js';
import { MailAnswers } from './mail-answers.js';
import { MailConnections } from './mail-connections.js';
import { MailFacts } from './mail-facts.js';
import { MailFetcher } from './mail-fetcher.js';
import { MailIntake } from './mail-intake.js';
import { MailLog } from './mail-log.js';
import { MailMessageStore } from './mail-message.store.js';
import { MailSender } from './mail-sender.js';
import { MailWorker } from './mail-worker.js';
import { MailboxRemoval } from './mailbox-removal.js';
import { NoticeMail } from './notice-mail.js';
import { NoticePreferenceController } from './notice-preference.controller.js';
import { NoticePreferenceService } from './notice-preference.service.js';
import { NoticePreferenceStore } from './notice-preference.store.js';

@Module({
  imports: [RecordsModule, CommentsModule, FileModule],
  controllers: [MailAccountController, NoticePreferenceController],
  providers: [
    MailAccountStore,
    MailMessageStore,
    MailConnections,
    MailAccountService,
    MailLog,
    MailSender,
    MailFacts,
    MailIntake,
    MailFetcher,
    MailWorker,
    MailAnswers,
    DigestTimer,
    NoticePreferenceStore,
    NoticePreferenceService,
    NoticeMail,
    MailboxRemoval,
  ],
  exports: [MailSender],
})
export class MailModule {}
