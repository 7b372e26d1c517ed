import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { RecordsModule } from '../records/records.module.js';
import { AssignmentService } from './assignment.service.js';
import { AssignmentRoom } from './assignment-room.js';
import { ChoiceService } from './choice.service.js';
import { ChoiceStore } from './choice.store.js';
import { ChoiceTimeline } from './choice-timeline.js';
import { MatchingController } from './matching.controller.js';
import { MatchingPeople } from './matching-people.js';
import { MatchingReader } from './matching-reader.js';
import { MatchingRooms } from './matching-room.js';
import { ProposalService } from './proposal.service.js';
import { Solver } from './solver.js';

@Module({
  imports: [RecordsModule, IdentityModule],
  controllers: [MatchingController],
  providers: [
    MatchingRooms,
    MatchingReader,
    ProposalService,
    MatchingPeople,
    ChoiceStore,
    ChoiceTimeline,
    ChoiceService,
    Solver,
    AssignmentRoom,
    AssignmentService,
  ],
  exports: [MatchingPeople, MatchingReader, MatchingRooms, ProposalService],
})
export class MatchingModule {}
