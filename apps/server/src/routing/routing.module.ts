import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { RecordsModule } from '../records/records.module.js';
import { ArrivalService } from './arrival.service.js';
import { ArrivalStore } from './arrival.store.js';
import { ArrivalDay } from './arrival-day.js';
import { ArrivalFollower } from './arrival-follower.js';
import { RoutingController } from './routing.controller.js';
import { RoutingService } from './routing.service.js';
import { TourReader } from './tour-reader.js';

@Module({
  imports: [RecordsModule, IdentityModule, MatchingModule],
  controllers: [RoutingController],
  providers: [TourReader, RoutingService, ArrivalStore, ArrivalService, ArrivalDay, ArrivalFollower],
})
export class RoutingModule {}
