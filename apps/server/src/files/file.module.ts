import { Global, Module } from '@nestjs/common';
import { FileController } from './file.controller.js';
import { FileService } from './file.service.js';
import { FileStore } from './file.store.js';
import { FileDisk } from './file-disk.js';

@Global()
@Module({
  controllers: [FileController],
  providers: [FileDisk, FileStore, FileService],
  exports: [FileService],
})
export class FileModule {}
