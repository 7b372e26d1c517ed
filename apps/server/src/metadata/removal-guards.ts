import type { PartKind } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Sentence } from '../platform/http/problem.js';

/** Why a document cannot go, in words; null where nothing speaks against it. */
type Guard = (app: string, id: string) => Promise<Sentence | null>;

/** Features above say what of theirs still needs a document. */
@Injectable()
export class RemovalGuards {
  readonly #guards: { kind: PartKind; guard: Guard }[] = [];

  add(kind: PartKind, guard: Guard): void {
    this.#guards.push({ kind, guard });
  }

  async reasons(app: string, kind: PartKind, id: string): Promise<Sentence[]> {
    const own = this.#guards.filter((one) => one.kind === kind);
    const found = await Promise.all(own.map(({ guard }) => guard(app, id)));
    return found.filter((one) => one !== null);
  }
}
