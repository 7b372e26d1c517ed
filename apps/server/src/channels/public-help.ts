import type { HelpBody, LibraryRow, PublicFormData } from '@fieldwork/api-contract';
import { boundFilter, currentPaths, type Form, fieldOf, type PublicFormChannel } from '@fieldwork/metadata';
import { textOf } from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import { LibraryService } from '../libraries/library.service.js';
import { LibraryDoor } from '../libraries/library-door.js';
import { notFound } from '../platform/http/problem.js';
import { AboutRecords } from './about-records.js';
import { OpenChannels } from './open-channels.js';
import type { ChannelPlace } from './public-request.store.js';

const mostOffered = 3;
const about = 'about.';

/** What may help whoever is about to send a request: records of a library, by the words of his answers. */
@Injectable()
export class PublicHelp {
  constructor(
    private readonly channels: OpenChannels,
    private readonly about: AboutRecords,
    private readonly door: LibraryDoor,
    private readonly libraries: LibraryService,
  ) {}

  /** What the form says of it; null where it offers none. */
  shown({ app }: ChannelPlace, channel: PublicFormChannel): PublicFormData['help'] {
    const { help } = channel;
    if (!help) return null;
    const read = currentPaths(help.filter ?? null).map((one) => one.split('.')[0] ?? one);
    const questions = [...new Set([...help.query, ...read])].filter((id) => asks(channel, id));
    return { questions, path: `/l/${app}/${help.page}` };
  }

  /** @throws Problem 404, 429 */
  async find(place: ChannelPlace, { values, token }: HelpBody, address: string): Promise<LibraryRow[]> {
    const { channel, form } = await this.channels.find(place.app, place.channel, 'public_form');
    const { help } = channel;
    if (!help) throw notFound();
    const library = await this.door.open({ app: place.app, page: help.page }, address, 'searching');
    const question = help.query
      .map((id) => wordsOf(form, id, values[id]))
      .filter((words) => words !== '')
      .join(' ')
      .slice(0, 400);
    if (question === '') return [];
    const filter = await this.#filter(place, channel, values, token);
    return this.libraries.help(library, { question, filter, leastPercent: help.leastPercent }, mostOffered);
  }

  /** Among which records it looks: with the answers, and what the link names, in their places. */
  async #filter(
    place: ChannelPlace,
    channel: PublicFormChannel,
    values: HelpBody['values'],
    token: HelpBody['token'],
  ) {
    const filter = channel.help?.filter;
    if (filter === undefined) return undefined;
    const answers = Object.fromEntries(Object.entries(values).filter(([id]) => asks(channel, id)));
    const known = { ...answers, about: await this.about.read(place, channel, token, aboutPaths(channel)) };
    return boundFilter(filter, known);
  }
}

/** What the filter reads of the record that the link names. */
function aboutPaths({ help }: PublicFormChannel): string[] {
  return currentPaths(help?.filter ?? null)
    .filter((path) => path.startsWith(about))
    .map((path) => path.slice(about.length));
}

function asks({ questions }: PublicFormChannel, id: string): boolean {
  return questions.some(({ field }) => field === id);
}

/** An answer as words, whatever a stranger sent. */
function wordsOf(form: Form, id: string, value: unknown): string {
  const field = fieldOf(form, id);
  return field && (typeof value === 'string' || Array.isArray(value)) ? textOf(field, value).trim() : '';
}
