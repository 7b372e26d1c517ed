import type { PublicFormData } from '@fieldwork/api-contract';
import { type AppDocuments, type PublicFormChannel, usualLimits } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { type About, AboutRecords } from './about-records.js';
import { OpenChannels } from './open-channels.js';
import { ProofOfWork } from './proof-of-work.js';
import { PublicHelp } from './public-help.js';
import { questionsOf } from './public-question.js';
import type { ChannelPlace } from './public-request.store.js';
import { PublicVisitors, type Visitor } from './public-visitors.js';
import { RecordLink } from './record-link.js';

const nothing: About = { record: null, refused: null };

/** Public forms as visitors see them. */
@Injectable()
export class PublicFormService {
  constructor(
    private readonly channels: OpenChannels,
    private readonly work: ProofOfWork,
    private readonly about: AboutRecords,
    private readonly visitors: PublicVisitors,
    private readonly links: RecordLink,
    private readonly help: PublicHelp,
  ) {}

  /** `who`: names whoever has signed in elsewhere; where he is not known any more, he is a visitor like any other. */
  async show(place: ChannelPlace, token: string | null, who: string | null): Promise<PublicFormData> {
    const { channel, form, documents } = await this.channels.find(place.app, place.channel, 'public_form');
    const visitor = await this.visitors.find(place, channel, who);
    const choices =
      token === null && visitor ? await this.#choices(place, channel, documents, visitor) : null;
    const about = choices ? nothing : await this.about.find(place, channel, token);
    const { files, megabytes } = { ...usualLimits, ...channel.limits };
    return {
      app: documents.app.label,
      label: channel.label,
      intro: channel.intro ?? null,
      color: documents.app.color ?? null,
      questions: questionsOf(channel.questions, form),
      about: about.record?.shown ?? null,
      refused: about.refused,
      visitor: visitor && {
        names: [...new Set(visitor.persons.map(({ name }) => name))].filter((name) => name !== ''),
        answers: visitor.persons.find(({ answers }) => Object.keys(answers).length > 0)?.answers ?? {},
      },
      choices,
      limits: { files, megabytes },
      help: this.help.shown(place, channel),
      challenge: this.work.challenge(place),
    };
  }

  /** The records of the visitor that the form can be about; null where there are none. */
  async #choices(
    place: ChannelPlace,
    { about }: PublicFormChannel,
    { forms }: AppDocuments,
    { persons }: Visitor,
  ): Promise<PublicFormData['choices']> {
    const form = about && forms.get(about.form);
    const own = new Map(persons.flatMap((person) => person.about.map(({ id, title }) => [id, title])));
    if (!form || own.size === 0) return null;
    const items = [...own].map(async ([id, title]) => ({
      token: await this.links.token(place, form.id, id),
      title,
    }));
    return { label: form.label, required: about.required === true, items: await Promise.all(items) };
  }
}
