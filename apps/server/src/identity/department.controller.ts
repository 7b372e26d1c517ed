import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { z } from 'zod';
import { Administrator } from './current-caller.js';
import { DepartmentService } from './department.service.js';
import type { Department } from './department.table.js';
import { anId } from './user.schemas.js';

const newDepartment = z.strictObject({
  name: z.string().trim().min(1).max(100),
  parentId: z.uuid().nullable().default(null),
  headId: z.uuid().nullable().default(null),
  position: z.int().min(0).max(1_000_000).default(0),
});
const changes = z.strictObject({
  name: newDepartment.shape.name.optional(),
  parentId: z.uuid().nullable().optional(),
  headId: z.uuid().nullable().optional(),
  position: z.int().min(0).max(1_000_000).optional(),
});

@Controller('departments')
export class DepartmentController {
  constructor(private readonly departments: DepartmentService) {}

  /** The whole tree as a flat list: a few hundred rows at most. */
  @Get()
  async list(): Promise<{ data: Department[] }> {
    return { data: await this.departments.list() };
  }

  @Administrator()
  @Post()
  async create(
    @Body({ schema: newDepartment }) body: z.infer<typeof newDepartment>,
  ): Promise<{ data: Department }> {
    return { data: await this.departments.create(body) };
  }

  @Administrator()
  @Patch(':id')
  async update(
    @Param('id', { schema: anId }) id: string,
    @Body({ schema: changes }) body: z.infer<typeof changes>,
  ): Promise<{ data: Department }> {
    return { data: await this.departments.update(id, body) };
  }

  @Administrator()
  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id', { schema: anId }) id: string): Promise<void> {
    await this.departments.remove(id);
  }
}
