import type { DocumentByKind, Kind } from '@fieldwork/metadata';
import { hasStatus, messageOf } from '../../api/problem.js';
import { saveDraft } from '../api/drafts.js';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'conflict' | 'failed';

export interface DraftView<D> {
  document: D;
  canUndo: boolean;
  canRedo: boolean;
  save: SaveState;
  failure: string | null;
  revision: number;
  /** Whether anything was written since this page was opened, or the draft differs from what is published. */
  isChanged: boolean;
}

const pauseMs = 700;
const mergeMs = 1_000;
const longest = 200;

/** A document being designed: its history for undo and redo, and its saving as a draft. */
export class DraftStore<K extends Kind> {
  #past: DocumentByKind[K][] = [];
  #future: DocumentByKind[K][] = [];
  #lastChange = { key: '', at: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  #view: DraftView<DocumentByKind[K]>;
  readonly #listeners = new Set<() => void>();

  constructor(
    readonly app: string,
    readonly kind: K,
    draft: { document: DocumentByKind[K]; revision: number; changed: boolean },
  ) {
    this.#view = {
      document: draft.document,
      canUndo: false,
      canRedo: false,
      save: 'saved',
      failure: null,
      revision: draft.revision,
      isChanged: draft.changed,
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  view = (): DraftView<DocumentByKind[K]> => this.#view;

  /** Takes a new state of the document. Changes with the same key that follow each other quickly are one step back. */
  change = (next: DocumentByKind[K] | ((before: DocumentByKind[K]) => DocumentByKind[K]), key = ''): void => {
    const before = this.#view.document;
    const document = typeof next === 'function' ? next(before) : next;
    if (document === before) return;
    const now = Date.now();
    const isSameStep = key !== '' && key === this.#lastChange.key && now - this.#lastChange.at < mergeMs;
    if (!isSameStep) this.#past = [...this.#past.slice(-longest + 1), before];
    this.#lastChange = { key, at: now };
    this.#future = [];
    this.#take(document);
  };

  undo = (): void => {
    const before = this.#past.pop();
    if (before === undefined) return;
    this.#future.push(this.#view.document);
    this.#lastChange = { key: '', at: 0 };
    this.#take(before);
  };

  redo = (): void => {
    const next = this.#future.pop();
    if (next === undefined) return;
    this.#past.push(this.#view.document);
    this.#take(next);
  };

  /** Writes what is waiting now. Answers whether the server has the document as it stands here. */
  flush = async (): Promise<boolean> => {
    clearTimeout(this.#timer);
    await this.#saving;
    if (this.#view.save === 'waiting' || this.#view.save === 'failed') await this.#save();
    return this.#view.save === 'saved';
  };

  /** In a conflict: this document counts, whatever somebody else wrote meanwhile. */
  overwrite = (): Promise<void> => this.#save(true);

  /** The draft is published; `revision`: what it is now. */
  published = (revision: number): void => this.#update({ isChanged: false, revision });

  #take(document: DocumentByKind[K]): void {
    const isConflict = this.#view.save === 'conflict';
    this.#update({ document, isChanged: true, ...(isConflict ? {} : { save: 'waiting' as const }) });
    if (isConflict) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), pauseMs);
  }

  async #save(isForced = false): Promise<void> {
    clearTimeout(this.#timer);
    await this.#saving;
    this.#saving = this.#write(isForced);
    await this.#saving;
    this.#saving = null;
  }

  async #write(isForced: boolean): Promise<void> {
    const { document, revision } = this.#view;
    this.#update({ save: 'saving', failure: null });
    try {
      const saved = await saveDraft(this.app, this.kind, document, isForced ? undefined : revision);
      const isCurrent = this.#view.document === document;
      this.#update({ save: isCurrent ? 'saved' : 'waiting', revision: saved.revision });
    } catch (error) {
      if (hasStatus(error, 409)) this.#update({ save: 'conflict' });
      else this.#update({ save: 'failed', failure: messageOf(error) });
    }
  }

  #update(part: Partial<DraftView<DocumentByKind[K]>>): void {
    this.#view = {
      ...this.#view,
      ...part,
      canUndo: this.#past.length > 0,
      canRedo: this.#future.length > 0,
    };
    for (const listener of this.#listeners) listener();
  }
}
