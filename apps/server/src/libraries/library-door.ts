import { isIdentifier, type Library, libraryRole } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { networkOf } from '../identity/login-throttle.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { notFound } from '../platform/http/problem.js';
import { spend } from '../platform/http/spend.js';
import { type Reading, RecordGate } from '../records/record-gate.js';

export interface LibraryPlace {
  app: string;
  page: string;
}

/** A library, and its form with the eyes of whoever reads it. */
export interface OpenLibrary extends Reading {
  at: LibraryPlace;
  page: Library;
}

/** What one network may ask for within ten minutes: enough for many people behind it, too little to copy all in a hurry. */
const limits = { reading: 300, searching: 150, files: 1200 } as const;
export type LibraryUse = keyof typeof limits;

/** Lets everybody in to what a library shows, and nobody to more of it. */
@Injectable()
export class LibraryDoor {
  readonly #limiters = Object.fromEntries(
    Object.entries(limits).map(([use, points]) => [
      use,
      new RateLimiterMemory({ keyPrefix: `library-${use}`, points, duration: 600 }),
    ]),
  ) as Record<LibraryUse, RateLimiterMemory>;

  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
  ) {}

  /** @throws Problem 404, 429 */
  async open(at: LibraryPlace, address: string, use: LibraryUse): Promise<OpenLibrary> {
    await spend(this.#limiters[use], networkOf(address));
    const page = await this.#page(at);
    const reading = await this.gate.openOutside(at.app, page.form, (form) => libraryRole(page, form));
    return { ...reading, at, page };
  }

  async #page({ app, page: id }: LibraryPlace): Promise<Library> {
    if (!isIdentifier(app) || !isIdentifier(id)) throw notFound();
    const page = (await this.registry.find(app))?.documents.pages.get(id);
    if (page?.type !== 'library') throw notFound();
    return page;
  }
}
