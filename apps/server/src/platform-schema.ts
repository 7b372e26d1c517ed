import { CreateHistory1763700005000 } from './audit/history.migration.js';
import { CreateCalendar1763700010000 } from './calendars/calendar.migration.js';
import { CreateCall1763700014100 } from './calls/call.migration.js';
import { CreatePublicRequest1763700014000 } from './channels/channel.migration.js';
import { CreateRecordLink1763700018600 } from './channels/record-link.migration.js';
import { CreateWechatMessage1763700023000 } from './channels/wechat.migration.js';
import { CreateComment1763700016000 } from './comments/comment.migration.js';
import { CreateConnector1763700024000 } from './connectors/connector.migration.js';
import { CreateHook1763700028000 } from './connectors/hook.migration.js';
import { CreateDeadline1763700010100 } from './deadlines/deadline.migration.js';
import { AddLateReport1763700020200 } from './deadlines/late-report.migration.js';
import { CreateDismissal1763700018500 } from './duplicates/dismissal.migration.js';
import { CreateMerge1763700013100 } from './duplicates/merge.migration.js';
import { CreateExportLog1763700012000 } from './exports/export.migration.js';
import { CreateFile1763700002000 } from './files/file.migration.js';
import { AddUpload1763700020100 } from './files/upload.migration.js';
import { CreateFlow1763700008000 } from './flows/flow.migration.js';
import { ApiKey } from './identity/api-key.table.js';
import { Department } from './identity/department.table.js';
import { CreateIdentity1763700001000 } from './identity/identity.migration.js';
import { CreateNameOrder1763700033000 } from './identity/name-order.migration.js';
import { CreateImport1763700009000 } from './imports/import.migration.js';
import { CreateLedger1763700015000 } from './ledgers/ledger.migration.js';
import { CreateLedgerRecord1763700019000 } from './ledgers/ledger-records.migration.js';
import { CreateMail1763700017000 } from './mail/mail.migration.js';
import { CreateMatchingChoice1763700011000 } from './matching/matching.migration.js';
import { AddMessageChannel1763700032000 } from './messaging/message-channel.migration.js';
import { CreateMessaging1763700021000 } from './messaging/messaging.migration.js';
import { CreatePushDevice1763700028100 } from './messaging/push-device.migration.js';
import { CreateMetadata1763700004000 } from './metadata/metadata.migration.js';
import { AddRemoval1763700034000 } from './metadata/removal.migration.js';
import { CreateNotification1763700003000 } from './notifications/notification.migration.js';
import type { PlatformSchema } from './platform/database/data-source.js';
import { CreateDelivery1763700000700 } from './platform/deliveries/delivery.migration.js';
import { CreateJob1763700000500 } from './platform/jobs/job.migration.js';
import { CreateOutbox1763700000000 } from './platform/outbox/outbox.migration.js';
import { CreatePortalFile1763700028200 } from './portal/portal-file.migration.js';
import { CreatePortalLimit1763700030000 } from './portal/portal-limit.migration.js';
import { CreatePortalSignIn1763700025000 } from './portal/portal-sign-in.migration.js';
import { CreateRecords1763700006000 } from './records/records.migration.js';
import { CreateRule1763700007000 } from './rules/rule.migration.js';
import { CreateSearch1763700013000 } from './search/search.migration.js';
import { AddDeviceSession1763700029000 } from './sync/device-session.migration.js';
import { IndexSyncEntries1763700027000 } from './sync/entry-index.migration.js';
import { CreateKnownPosition1763700031000 } from './sync/known-position.migration.js';
import { CreateSync1763700020000 } from './sync/sync.migration.js';
import { CreateWebhook1763700022000 } from './webhooks/webhook.migration.js';

/** The platform's own tables: each feature adds its migrations (and TypeORM tables, if it has any) here. */
export const platformSchema: PlatformSchema = {
  entities: [Department, ApiKey],
  migrations: [
    CreateOutbox1763700000000,
    CreateJob1763700000500,
    CreateDelivery1763700000700,
    CreateIdentity1763700001000,
    CreateFile1763700002000,
    CreateNotification1763700003000,
    CreateMetadata1763700004000,
    CreateHistory1763700005000,
    CreateRecords1763700006000,
    CreateRule1763700007000,
    CreateFlow1763700008000,
    CreateImport1763700009000,
    CreateComment1763700016000,
    CreateLedger1763700015000,
    CreateMail1763700017000,
    CreateCalendar1763700010000,
    CreateDeadline1763700010100,
    CreateMatchingChoice1763700011000,
    CreateExportLog1763700012000,
    CreateSearch1763700013000,
    CreateMerge1763700013100,
    CreatePublicRequest1763700014000,
    CreateCall1763700014100,
    CreateDismissal1763700018500,
    CreateRecordLink1763700018600,
    CreateLedgerRecord1763700019000,
    CreateSync1763700020000,
    CreateMessaging1763700021000,
    AddUpload1763700020100,
    CreateWebhook1763700022000,
    CreateWechatMessage1763700023000,
    AddLateReport1763700020200,
    CreateConnector1763700024000,
    CreatePortalSignIn1763700025000,
    IndexSyncEntries1763700027000,
    CreateHook1763700028000,
    CreatePushDevice1763700028100,
    CreatePortalFile1763700028200,
    AddDeviceSession1763700029000,
    CreatePortalLimit1763700030000,
    CreateKnownPosition1763700031000,
    AddMessageChannel1763700032000,
    CreateNameOrder1763700033000,
    AddRemoval1763700034000,
  ],
};
