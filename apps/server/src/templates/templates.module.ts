import { Module } from '@nestjs/common';
import { SETUP_CONTENT } from '../identity/setup-content.js';
import { RecordsModule } from '../records/records.module.js';
import { DemoService } from './demo.service.js';
import { DemoPeopleService } from './demo-people.service.js';
import { SeedStore } from './seed.store.js';
import { SetupTemplates } from './setup-templates.js';
import { TemplateController } from './template.controller.js';
import { TemplateService } from './template.service.js';

@Module({
  imports: [RecordsModule],
  controllers: [TemplateController],
  providers: [
    SeedStore,
    DemoPeopleService,
    DemoService,
    TemplateService,
    SetupTemplates,
    { provide: SETUP_CONTENT, useExisting: SetupTemplates },
  ],
})
export class TemplatesModule {}
