import { Injectable } from '@nestjs/common';
import { sqlState } from '../platform/database/database-errors.js';
import { conflict, invalid, notFound, sentence } from '../platform/http/problem.js';
import { DepartmentStore, type DepartmentValues } from './department.store.js';
import type { Department } from './department.table.js';

/** The organisation's tree. */
@Injectable()
export class DepartmentService {
  constructor(private readonly departments: DepartmentStore) {}

  list(): Promise<Department[]> {
    return this.departments.list();
  }

  find(id: string): Promise<Department | null> {
    return this.departments.find(id);
  }

  /** @throws Problem 422 when parent or head do not exist */
  create(values: DepartmentValues): Promise<Department> {
    return this.departments.create(values).catch(rethrow);
  }

  /** @throws Problem 404, 409 when moved under itself, 422 */
  async update(id: string, values: Partial<DepartmentValues>): Promise<Department> {
    const isDone = await this.departments.update(id, values).catch(rethrow);
    if (!isDone)
      throw conflict(sentence('部门不能移到自己下面', 'A department cannot be moved under itself'));
    const department = await this.departments.find(id);
    if (!department) throw notFound();
    return department;
  }

  /** @throws Problem 404, 409 while people or departments are in it */
  async remove(id: string): Promise<void> {
    const isRemoved = await this.departments.remove(id).catch((error: unknown) => {
      if (sqlState(error) !== '23503' && sqlState(error) !== '23001') throw error;
      throw conflict(
        sentence('部门下还有人员或子部门', 'The department still has people or departments in it'),
      );
    });
    if (!isRemoved) throw notFound();
  }
}

function rethrow(error: unknown): never {
  if (sqlState(error) !== '23503') throw error;
  const message = sentence('上级部门或负责人不存在', 'The parent or the head does not exist');
  throw invalid([{ path: [], code: 'unknown', message }]);
}
