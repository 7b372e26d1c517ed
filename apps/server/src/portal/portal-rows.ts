import type { PortalRow } from '@fieldwork/api-contract';
import { boundFilter, type ExpressionJson, type Portal, type PortalList } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Opened } from '../records/record-gate.js';
import { PortalDoor } from './portal-door.js';
import { type OpenHome, PortalPersons } from './portal-persons.js';
import { shownOf, stepsOf, titleOf } from './portal-views.js';

const usualRows = 20;

type Values = Record<string, unknown>;

/** The rows of a list of whoever has signed in: records that belong to his own, and of each what the list names. */
@Injectable()
export class PortalRows {
  constructor(
    private readonly persons: PortalPersons,
    private readonly door: PortalDoor,
  ) {}

  async find(
    home: OpenHome,
    list: PortalList,
    persons: readonly Values[],
  ): Promise<{ opened: Opened; ids: string[]; hasMore: boolean }> {
    const { limit = usualRows } = list;
    const opened = await this.persons.open(home, list.form);
    const filter = { or: persons.map((person) => boundFilter(list.filter, person)) } as ExpressionJson;
    const sort = (list.sort ?? []).map(
      ({ field, direction }) => `${direction === 'descending' ? '-' : ''}${field}`,
    );
    const found = await this.persons.ids(opened, filter, { sort, limit: limit + 1 });
    return { opened, ids: found.slice(0, limit), hasMore: found.length > limit };
  }

  /** null where it is gone meanwhile. */
  async read(
    { shown: own }: Pick<PortalList, 'shown'>,
    opened: Opened,
    id: string,
    portal: Portal | null = null,
  ): Promise<Pick<PortalRow, 'title' | 'shown' | 'step'> | null> {
    const { title } = opened.form;
    const shown = [...own, ...(title === undefined ? [] : [{ field: title }])];
    const reading = { shown, ...(portal?.steps ? { steps: portal.steps } : {}) };
    const values = await this.door.read(this.persons.database, reading, opened, id);
    if (!values) return null;
    const record = { opened, values };
    return {
      title: titleOf(record),
      shown: shownOf(record, own),
      step: portal ? (stepsOf(portal, record).find(({ state }) => state === 'now')?.label ?? null) : null,
    };
  }
}
