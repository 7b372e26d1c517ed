import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { EventModule } from '../events/event.module.js';
import { FileModule } from '../files/file.module.js';
import { MetadataModule } from '../metadata/metadata.module.js';
import { FigureStore } from './figure.store.js';
import { IndexStore } from './index.store.js';
import { IndexKeeper } from './index-keeper.js';
import { PeopleService } from './people.service.js';
import { PeopleStore } from './people.store.js';
import { RecordController } from './record.controller.js';
import { RecordService } from './record.service.js';
import { RecordStore } from './record.store.js';
import { RecordBatch } from './record-batch.js';
import { RecordEvents } from './record-events.js';
import { RecordFacts } from './record-facts.js';
import { RecordFigures } from './record-figures.js';
import { RecordFiles } from './record-files.js';
import { RecordFinder } from './record-finder.js';
import { RecordGate } from './record-gate.js';
import { RecordIntake } from './record-intake.js';
import { RecordReferences } from './record-references.js';
import { RecordSetStore } from './record-set.store.js';
import { RecordSets } from './record-sets.js';
import { RecordTimeline } from './record-timeline.js';
import { RecordWriter } from './record-writer.js';
import { TitleStore } from './title.store.js';
import { WriteParticipants } from './write-participants.js';

@Module({
  imports: [MetadataModule, AuditModule, FileModule, EventModule],
  controllers: [RecordController],
  providers: [
    RecordStore,
    RecordReferences,
    RecordIntake,
    WriteParticipants,
    RecordWriter,
    RecordFiles,
    RecordService,
    RecordBatch,
    RecordFinder,
    RecordGate,
    RecordTimeline,
    RecordEvents,
    TitleStore,
    FigureStore,
    RecordFigures,
    RecordFacts,
    PeopleStore,
    PeopleService,
    RecordSetStore,
    RecordSets,
    IndexStore,
    IndexKeeper,
  ],
  exports: [
    RecordService,
    RecordReferences,
    RecordBatch,
    RecordStore,
    RecordFinder,
    RecordGate,
    RecordEvents,
    RecordFacts,
    RecordFigures,
    PeopleService,
    RecordSets,
    IndexKeeper,
    WriteParticipants,
    AuditModule,
    MetadataModule,
  ],
})
export class RecordsModule {}
