import type { PortalHomeData, PortalRow } from '@fieldwork/api-contract';
import { fieldOf, type PortalList } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { PortalLink } from '../channels/portal-link.js';
import { RecordLink } from '../channels/record-link.js';
import type { Opened } from '../records/record-gate.js';
import { type OpenHome, PortalPersons } from './portal-persons.js';
import { PortalRows } from './portal-rows.js';
import { libraryOf, titleOf } from './portal-views.js';
import { PortalVisits } from './portal-visits.js';

/** A link out of a list is for now; whoever has signed in gets another one. */
const linkDays = 1;

type Values = Record<string, unknown>;

/** Whoever has signed in: his records, and the session by which he did. */
export interface SignedIn {
  ids: readonly string[];
  session: string;
}

/** What somebody sees who has signed in to a portal: the records of its lists that belong to his own, and no other way in. */
@Injectable()
export class PortalHome {
  constructor(
    private readonly persons: PortalPersons,
    private readonly rows: PortalRows,
    private readonly links: PortalLink,
    private readonly forms: RecordLink,
    private readonly visits: PortalVisits,
  ) {}

  async show(home: OpenHome, signedIn: SignedIn | null): Promise<PortalHomeData> {
    const { page, signIn } = home;
    const person = await this.persons.open(home, signIn.form);
    return {
      brand: page.brand,
      intro: page.intro ?? null,
      library: libraryOf(person.app, page),
      ways: signIn.ways.flatMap(({ field: id }) => {
        const field = fieldOf(person.form, id);
        return field ? [{ id, label: field.label, type: field.type }] : [];
      }),
      person: signedIn ? await this.#person(home, person, signedIn) : null,
    };
  }

  async #person(home: OpenHome, opened: Opened, { ids, session }: SignedIn) {
    const { lists, report } = home.signIn;
    const values = await this.persons.read(home, ids);
    return {
      names: [...new Set(values.map((one) => titleOf({ opened, values: one })))].filter(
        (name) => name !== '',
      ),
      lists: await Promise.all(lists.map((list) => this.#list(home, list, values, session))),
      report: report === undefined ? null : this.#formOf(home, report, session),
    };
  }

  async #list(home: OpenHome, list: PortalList, persons: readonly Values[], session: string) {
    const { opened, ids, hasMore } = await this.rows.find(home, list, persons);
    const rows = await Promise.all(ids.map((one) => this.#row(home, list, opened, one, session)));
    return { id: list.id, label: list.label, rows: rows.filter((row) => row !== null), hasMore };
  }

  async #row(
    home: OpenHome,
    list: PortalList,
    opened: Opened,
    id: string,
    session: string,
  ): Promise<PortalRow | null> {
    const { app } = home.at;
    const target = list.page === undefined ? null : opened.app.documents.pages.get(list.page);
    const portal = target?.type === 'portal' ? target : null;
    const row = await this.rows.read(list, opened, id, portal);
    if (!row) return null;
    const channel = list.report;
    const about = channel === undefined ? '' : await this.forms.token({ app, channel }, opened.form.id, id);
    return {
      ...row,
      href: portal ? await this.links.make({ app, page: portal.id }, id, linkDays) : null,
      report: channel === undefined ? null : `${this.#formOf(home, channel, session)}&r=${about}`,
    };
  }

  #formOf(home: OpenHome, channel: string, session: string): string {
    return `/p/${home.at.app}/${channel}?w=${this.visits.token(home, channel, session)}`;
  }
}
