import { Injectable } from '@nestjs/common';
import { DocumentEvents } from '../metadata/document-events.js';
import { RecordEvents } from '../records/record-events.js';

/** What the clocks follow. */
@Injectable()
export class DeadlineSources {
  constructor(
    readonly records: RecordEvents,
    readonly documents: DocumentEvents,
  ) {}
}
