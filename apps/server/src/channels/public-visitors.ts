import type { PublicFormChannel } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { ChannelPlace } from './public-request.store.js';

/** One record that stands for a visitor: what he would answer, and the records the form can be about that are his. */
export interface VisitorPerson {
  id: string;
  name: string;
  answers: Record<string, unknown>;
  about: { id: string; title: string }[];
}

/** Whoever came from a page on which he has signed in. */
export interface Visitor {
  form: string;
  persons: readonly VisitorPerson[];
}

type Recognise = (place: ChannelPlace, channel: PublicFormChannel, token: string) => Promise<Visitor | null>;

/** Visitors that are known; the feature where they sign in tells how. */
@Injectable()
export class PublicVisitors {
  #recognise: Recognise | null = null;

  /** In `onModuleInit`. */
  recogniseBy(recognise: Recognise): void {
    this.#recognise = recognise;
  }

  /** null: nobody that is known, or not any more. */
  async find(place: ChannelPlace, channel: PublicFormChannel, token: string | null): Promise<Visitor | null> {
    const found = token === null ? null : await this.#recognise?.(place, channel, token);
    return found && found.persons.length > 0 ? found : null;
  }
}

/** Whom of his records a request is from: the one to which the thing belongs, else the first. */
export function personOf(
  { form, persons }: Visitor,
  about: string | null,
): { form: string; id: string } | null {
  const person =
    about === null ? persons[0] : persons.find((one) => one.about.some(({ id }) => id === about));
  return person ? { form, id: person.id } : null;
}
