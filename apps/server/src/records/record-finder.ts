import type { ListQuery } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { SoughtWords } from './sought-words.js';
import type { Viewer } from './viewer.js';

type Question = Partial<Pick<ListQuery, 'search' | 'filter' | 'deleted'>>;
type Finder = (viewer: Viewer, form: Form, search: string, question: Question) => Promise<SoughtWords | null>;

/** What the words typed over a list mean. The search, a feature above, knows; lists work without it. */
@Injectable()
export class RecordFinder {
  #finder: Finder | null = null;

  ask(finder: Finder): void {
    this.#finder = finder;
  }

  /** null: no index can tell, the words are looked for inside the texts. */
  async sought(viewer: Viewer, form: Form, question: Question): Promise<SoughtWords | null> {
    const { search, deleted } = question;
    // What is in the recycle bin has left the index.
    if (!this.#finder || !search || search.trim() === '' || deleted === 'only') return null;
    return this.#finder(viewer, form, search, question);
  }
}
