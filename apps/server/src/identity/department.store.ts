import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { lockName } from '../platform/database/name-lock.js';
import { uuidv7 } from '../platform/uuid.js';
import { Department } from './department.table.js';

export type DepartmentValues = Omit<Department, 'id'>;

@Injectable()
export class DepartmentStore {
  constructor(@InjectRepository(Department) private readonly departments: Repository<Department>) {}

  list(): Promise<Department[]> {
    return this.departments.find({ order: { position: 'ASC', name: 'ASC' } });
  }

  find(id: string): Promise<Department | null> {
    return this.departments.findOneBy({ id });
  }

  async create(values: DepartmentValues): Promise<Department> {
    const department = this.departments.create({ ...values, id: uuidv7() });
    // insert, not save: save would overwrite a row that has the same id.
    await this.departments.insert(department);
    return department;
  }

  /** Changes a department; a move under itself or one of its own is refused by answering false. */
  update(id: string, values: Partial<DepartmentValues>): Promise<boolean> {
    return this.departments.manager.transaction(async (manager) => {
      // Two moves at once could close a circle that neither sees.
      await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lockName('departments')]);
      if (values.parentId && (await this.#isInside(values.parentId, id))) return false;
      if (Object.keys(values).length > 0) await manager.update(Department, { id }, values);
      return true;
    });
  }

  async remove(id: string): Promise<boolean> {
    const { affected } = await this.departments.delete({ id });
    return affected === 1;
  }

  async #isInside(id: string, ancestor: string): Promise<boolean> {
    const rows: unknown[] = await this.departments.query(
      `with recursive up as (
         select id, parent_id from platform.department where id = $1
         union select d.id, d.parent_id from platform.department d join up on d.id = up.parent_id)
       select 1 from up where id = $2`,
      [id, ancestor],
    );
    return rows.length > 0;
  }
}
