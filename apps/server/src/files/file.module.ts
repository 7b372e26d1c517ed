import { Global, Module } from '@nestjs/common';
import { FileController } from './file.controller.js';
import { FileService } from './file.service.js';
import { FileStore } from './file.store.js';
import { FileDisk } from './file-disk.js';
import { UploadController } from './upload.controller.js';
import { UploadService } from './upload.service.js';
import { UploadStore } from './upload.store.js';

@Global()
@Module({
  controllers: [UploadController, FileController],
  providers: [FileDisk, FileStore, UploadStore, FileService, UploadService],
  exports: [FileService],
})
export class FileModule {}
