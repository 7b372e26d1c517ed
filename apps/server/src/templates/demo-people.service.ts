import { Injectable } from '@nestjs/common';
import { AppMemberService } from '../identity/app-member.service.js';
import { DepartmentService } from '../identity/department.service.js';
import { UserService } from '../identity/user.service.js';
import type { SeedPeople } from './seed-files.js';

export interface DemoPerson {
  id: string;
  login: string;
  name: string;
  departmentId: string;
  roles: readonly string[];
}
export interface DemoPeople {
  all: readonly DemoPerson[];
  byLogin: ReadonlyMap<string, DemoPerson>;
}

/** The people of a demo: departments, users who share one password, and their roles in the app. */
@Injectable()
export class DemoPeopleService {
  constructor(
    private readonly departments: DepartmentService,
    private readonly users: UserService,
    private readonly members: AppMemberService,
  ) {}

  /** Makes those who are not there yet; a user who has the login already keeps his name and password. */
  async make(app: string, people: SeedPeople, password: string): Promise<DemoPeople> {
    const departmentIds = await this.#makeDepartments(people.departments);
    const all: DemoPerson[] = [];
    for (const { login, name, department, roles } of people.users) {
      const departmentId = departmentIds.get(department) as string;
      const id =
        (await this.#find(login)) ?? (await this.users.create({ login, name, departmentId, password }));
      await this.members.replace(app, id, roles);
      all.push({ id, login, name, departmentId, roles });
    }
    const byLogin = new Map(all.map((person) => [person.login, person]));
    for (const { id, head } of people.departments)
      await this.departments.update(departmentIds.get(id) as string, {
        headId: byLogin.get(head)?.id ?? null,
      });
    return { all, byLogin };
  }

  async #makeDepartments(wanted: SeedPeople['departments']): Promise<Map<string, string>> {
    const there = await this.departments.list();
    const ids = new Map<string, string>();
    for (const [position, { id, name, parent }] of wanted.entries()) {
      const parentId = parent === null ? null : (ids.get(parent) ?? null);
      const known = there.find((one) => one.name === name && one.parentId === parentId);
      const made = known ?? (await this.departments.create({ name, parentId, headId: null, position }));
      ids.set(id, made.id);
    }
    return ids;
  }

  async #find(login: string): Promise<string | null> {
    const { users } = await this.users.list({ search: login, offset: 0, limit: 200 });
    return users.find((user) => user.login.toLowerCase() === login.toLowerCase())?.id ?? null;
  }
}
