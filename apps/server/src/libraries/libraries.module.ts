import { Module } from '@nestjs/common';
import { FileModule } from '../files/file.module.js';
import { RecordsModule } from '../records/records.module.js';
import { SearchModule } from '../search/search.module.js';
import { LibraryController } from './library.controller.js';
import { LibraryService } from './library.service.js';
import { LibraryDoor } from './library-door.js';
import { LibraryParts } from './library-parts.js';

/** Records that anybody may read, as pages of the type `library` say. */
@Module({
  imports: [RecordsModule, SearchModule, FileModule],
  controllers: [LibraryController],
  providers: [LibraryDoor, LibraryParts, LibraryService],
  exports: [LibraryDoor, LibraryService],
})
export class LibrariesModule {}
