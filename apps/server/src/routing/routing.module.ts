import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { RecordsModule } from '../records/records.module.js';
import { RoutingController } from './routing.controller.js';
import { RoutingService } from './routing.service.js';
import { TourReader } from './tour-reader.js';

@Module({
  imports: [RecordsModule, IdentityModule, MatchingModule],
  controllers: [RoutingController],
  providers: [TourReader, RoutingService],
})
export class RoutingModule {}
