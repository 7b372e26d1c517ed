import { Injectable } from '@nestjs/common';
import { CommentService } from '../comments/comment.service.js';
import { FileService, type IncomingFile } from '../files/file.service.js';
import { notFound, tooManyTries } from '../platform/http/problem.js';
import { PortalStore } from './portal.store.js';
import { type OpenPortal, subjectOf } from './portal-door.js';

const MOST_BYTES = 10 * 1024 * 1024;
/** From one record's link. */
const mostPerHour = 40;

/** Pictures in messages: few, only pictures, of use to the record they came for alone. */
@Injectable()
export class PortalFiles {
  constructor(
    private readonly store: PortalStore,
    private readonly files: FileService,
    private readonly comments: CommentService,
  ) {}

  /** @throws Problem 404 where there are no messages, 413, 422 for what is no picture, 429 */
  async receive(portal: OpenPortal, file: IncomingFile): Promise<{ id: string; name: string }> {
    if (!portal.page.messages) throw notFound();
    const { database } = this.store;
    if ((await this.store.filesInHour(database, portal.id)) >= mostPerHour) throw tooManyTries(600);
    const info = await this.files.receive(file, null, { mostBytes: MOST_BYTES, onlyPictures: true });
    // What is refused below belongs to nobody, and is swept away.
    await database.transaction(async (tx) => {
      await this.store.lock(tx, portal.id);
      if ((await this.store.filesInHour(tx, portal.id)) >= mostPerHour) throw tooManyTries(600);
      await this.store.addFile(tx, subjectOf(portal), info.id);
    });
    return { id: info.id, name: info.name };
  }

  /** One that a message on the page carries. @throws Problem 404 */
  async open(portal: OpenPortal, id: string): ReturnType<FileService['openOf']> {
    if (!portal.page.messages) throw notFound();
    const shown = await this.comments.forCustomer(subjectOf(portal));
    const comment = shown.find(({ files }) => files.some((file) => file.id === id));
    if (!comment) throw notFound();
    return this.files.openOf({ ...subjectOf(portal), field: `comment:${comment.id}` }, id);
  }
}
