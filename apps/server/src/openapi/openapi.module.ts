import { Module } from '@nestjs/common';
import { MetadataModule } from '../metadata/metadata.module.js';
import { OpenApiController } from './openapi.controller.js';
import { OpenApiService } from './openapi.service.js';

@Module({ imports: [MetadataModule], controllers: [OpenApiController], providers: [OpenApiService] })
export class OpenApiModule {}
