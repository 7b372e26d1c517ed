import { assignedValues, formTypes, isBlank, type PublicFormChannel } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PublicVisitors, type Visitor, type VisitorPerson } from '../channels/public-visitors.js';
import { hashToken } from '../identity/token.js';
import { Vault } from '../platform/config/vault.js';
import type { Opened } from '../records/record-gate.js';
import { type OpenHome, PortalPersons } from './portal-persons.js';
import { PortalRows } from './portal-rows.js';
import { PortalSignInService } from './portal-sign-in.js';
import { titleOf } from './portal-views.js';

type Values = Record<string, unknown>;
type FormPlace = Parameters<PublicVisitors['find']>[0];

const purposeOf = ({ app, channel }: FormPlace) => `portal visit ${app} ${channel}`;

/**
 * Who has signed in is known by the public forms of his portal: their addresses carry his session, sealed for that one
 * form. It is looked up each time, so it ends with the session, and merges and deletions count at once.
 */
@Injectable()
export class PortalVisits implements OnModuleInit {
  constructor(
    private readonly visitors: PublicVisitors,
    private readonly persons: PortalPersons,
    private readonly signIn: PortalSignInService,
    private readonly rows: PortalRows,
    private readonly vault: Vault,
  ) {}

  onModuleInit(): void {
    this.visitors.recogniseBy((place, channel, token) => this.#recognise(place, channel, token));
  }

  /** What the address of the form carries for whoever has this session. */
  token({ at }: OpenHome, channel: string, session: string): string {
    const said = JSON.stringify([at.page, hashToken(session).toString('base64url')]);
    return this.vault.seal(said, purposeOf({ app: at.app, channel }));
  }

  async #recognise(place: FormPlace, channel: PublicFormChannel, token: string): Promise<Visitor | null> {
    const said = this.#open(place, token);
    const home = said && (await this.persons.home({ app: place.app, page: said.page }).catch(() => null));
    if (!said || !home) return null;
    const ids = await this.signIn.whoHas(home, said.session);
    const opened = await this.persons.open(home, home.signIn.form);
    const records = await this.persons.read(home, ids);
    const persons = records.map((values) => this.#person(home, channel, opened, values));
    return { form: home.signIn.form, persons: await Promise.all(persons) };
  }

  #open(place: FormPlace, token: string): { page: string; session: Buffer } | null {
    try {
      const [page, session] = JSON.parse(this.vault.open(token, purposeOf(place))) as [string, string];
      return { page, session: Buffer.from(session, 'base64url') };
    } catch {
      return null;
    }
  }

  async #person(
    home: OpenHome,
    channel: PublicFormChannel,
    opened: Opened,
    values: Values,
  ): Promise<VisitorPerson> {
    return {
      id: String(values.id),
      name: titleOf({ opened, values }),
      answers: this.#answers(home, channel, opened, values),
      about: await this.#about(home, channel, values),
    };
  }

  /** What is known of the questions; all of it can be changed. */
  #answers({ signIn }: OpenHome, channel: PublicFormChannel, opened: Opened, values: Values): Values {
    const { forms } = opened.app.documents;
    const target = forms.get(channel.form);
    if (!target || signIn.report !== channel.id) return {};
    const types = formTypes(opened.form, forms);
    const scope = { types, values: values as never, context: opened.write.platform.context };
    const known = assignedValues(signIn.prefill ?? [], target, forms, scope);
    const asked = new Set(channel.questions.map(({ field }) => field));
    return Object.fromEntries(
      Object.entries(known).filter(([id, value]) => asked.has(id) && !isBlank(value)),
    );
  }

  /** His records that the form can be about: the rows of the lists that offer it. */
  async #about(home: OpenHome, { id, about }: PublicFormChannel, values: Values) {
    const lists = home.signIn.lists.filter(({ form, report }) => report === id && form === about?.form);
    const found = lists.map(async (list) => {
      const { opened, ids } = await this.rows.find(home, list, [values]);
      const rows = await Promise.all(
        ids.map(async (one) => ({ id: one, row: await this.rows.read(list, opened, one) })),
      );
      return rows.flatMap(({ id: one, row }) => (row ? [{ id: one, title: row.title }] : []));
    });
    return (await Promise.all(found)).flat();
  }
}
