import { Injectable } from '@nestjs/common';
import type { AboutRecord } from './message.service.js';

type MakePage = (about: AboutRecord, page: string) => Promise<string | null>;

/** Addresses that messages carry and that features above make. */
@Injectable()
export class MessageLinks {
  #page: MakePage = async () => null;

  /** Registers who makes links to pages for people outside. In `onModuleInit`. */
  onPage(make: MakePage): void {
    this.#page = make;
  }

  toPage(about: AboutRecord, page: string): Promise<string | null> {
    return this.#page(about, page);
  }
}
