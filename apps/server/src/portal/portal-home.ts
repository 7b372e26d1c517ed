import type { PortalHomeData, PortalRow } from '@fieldwork/api-contract';
import { boundFilter, type ExpressionJson, fieldOf, type PortalList } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { PortalLink } from '../channels/portal-link.js';
import { RecordLink } from '../channels/record-link.js';
import type { Opened } from '../records/record-gate.js';
import { PortalDoor } from './portal-door.js';
import { type OpenHome, PortalPersons } from './portal-persons.js';
import { shownOf, stepsOf, titleOf } from './portal-views.js';

const usualRows = 20;
/** A link out of a list is for now; whoever has signed in gets another one. */
const linkDays = 1;

type Values = Record<string, unknown>;

/** What somebody sees who has signed in to a portal: the records of its lists that belong to his own, and no other way in. */
@Injectable()
export class PortalHome {
  constructor(
    private readonly persons: PortalPersons,
    private readonly door: PortalDoor,
    private readonly links: PortalLink,
    private readonly forms: RecordLink,
  ) {}

  async show(home: OpenHome, ids: readonly string[]): Promise<PortalHomeData> {
    const { page, signIn, at } = home;
    const person = await this.persons.open(home, signIn.form);
    return {
      brand: page.brand,
      intro: page.intro ?? null,
      ways: signIn.ways.flatMap(({ field: id }) => {
        const field = fieldOf(person.form, id);
        return field ? [{ id, label: field.label, type: field.type }] : [];
      }),
      person: ids.length === 0 ? null : await this.#person(home, person, ids, at.app),
    };
  }

  async #person(home: OpenHome, opened: Opened, ids: readonly string[], app: string) {
    const { lists, report } = home.signIn;
    const values = await this.persons.read(home, ids);
    return {
      names: [...new Set(values.map((one) => titleOf({ opened, values: one })))].filter(
        (name) => name !== '',
      ),
      lists: await Promise.all(lists.map((list) => this.#list(home, list, values))),
      report: report === undefined ? null : `/p/${app}/${report}`,
    };
  }

  async #list(home: OpenHome, list: PortalList, persons: readonly Values[]) {
    const { id, label, limit = usualRows } = list;
    const opened = await this.persons.open(home, list.form);
    const filter = { or: persons.map((person) => boundFilter(list.filter, person)) } as ExpressionJson;
    const sort = (list.sort ?? []).map(
      ({ field, direction }) => `${direction === 'descending' ? '-' : ''}${field}`,
    );
    const found = await this.persons.ids(opened, filter, { sort, limit: limit + 1 });
    const rows = await Promise.all(found.slice(0, limit).map((one) => this.#row(home, list, opened, one)));
    return { id, label, rows: rows.filter((row) => row !== null), hasMore: found.length > limit };
  }

  async #row({ at }: OpenHome, list: PortalList, opened: Opened, id: string): Promise<PortalRow | null> {
    const target = list.page === undefined ? null : opened.app.documents.pages.get(list.page);
    const portal = target?.type === 'portal' ? target : null;
    const { title } = opened.form;
    const shown = [...list.shown, ...(title === undefined ? [] : [{ field: title }])];
    const values = await this.door.read(
      this.persons.database,
      { shown, ...(portal?.steps ? { steps: portal.steps } : {}) },
      opened,
      id,
    );
    if (!values) return null;
    const record = { opened, values };
    return {
      title: titleOf(record),
      shown: shownOf(record, list.shown),
      step: portal ? (stepsOf(portal, record).find(({ state }) => state === 'now')?.label ?? null) : null,
      href: portal ? await this.links.make({ app: at.app, page: portal.id }, id, linkDays) : null,
      report: list.report === undefined ? null : await this.#reportOf(at.app, list.report, opened, id),
    };
  }

  async #reportOf(app: string, channel: string, { form }: Opened, id: string): Promise<string> {
    return `/p/${app}/${channel}?r=${await this.forms.token({ app, channel }, form.id, id)}`;
  }
}
