import { Module } from '@nestjs/common';
import { MetadataModule } from '../metadata/metadata.module.js';
import { CalendarStore } from './calendar.store.js';
import { CalendarLayout } from './calendar-layout.js';

@Module({ imports: [MetadataModule], providers: [CalendarStore, CalendarLayout], exports: [CalendarLayout] })
export class CalendarsModule {}
