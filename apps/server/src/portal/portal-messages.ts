import type { PortalMessage, PortalWords } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { CommentService } from '../comments/comment.service.js';
import { isRasterImage } from '../files/file-type.js';
import { conflict, invalid, notFound, sentence, tooManyTries } from '../platform/http/problem.js';
import { PortalStore } from './portal.store.js';
import { type OpenPortal, subjectOf } from './portal-door.js';

const noPicture = sentence('照片不存在', 'There is no such picture');

/** From one record's link. */
const mostPerHour = 20;

/** Messages to and fro: comments that the customer may read. */
@Injectable()
export class PortalMessages {
  constructor(
    private readonly comments: CommentService,
    private readonly store: PortalStore,
  ) {}

  async list(portal: OpenPortal): Promise<PortalWords[]> {
    const comments = await this.comments.forCustomer(subjectOf(portal));
    return comments.map(({ id, by, body, at, files }) => ({
      id,
      isMine: by === null || by.id === null,
      name: by?.title ?? null,
      text: body,
      at,
      files: files.map((file) => ({ id: file.id, name: file.name, isPicture: isRasterImage(file.type) })),
    }));
  }

  /** The same message sent again is there once. @throws Problem 404, 409 */
  async write(portal: OpenPortal, { id, text, files }: PortalMessage): Promise<void> {
    const { messages } = portal.page;
    if (!messages) throw notFound();
    const name = messages.author === undefined ? null : valueAt(portal.values, messages.author);
    const author = typeof name === 'string' && name !== '' ? name : '客户 / Customer';
    const subject = subjectOf(portal);
    const row = {
      id,
      author: null,
      authorName: author,
      audience: 'customer' as const,
      body: text.normalize('NFC'),
      mentions: [],
      files,
      origin: { kind: 'portal', page: portal.page.id },
    };
    const isNew = await this.store.database.transaction(async (tx) => {
      await this.store.lock(tx, portal.id);
      const count = await this.comments.fromOutsideInHour(tx, subject);
      // Each tells people inside, who may hear of it by SMS.
      if (count >= mostPerHour) throw tooManyTries(600);
      // A picture that came in by another link is none of this one.
      if ((await this.store.countFiles(tx, subject, files)) < files.length)
        throw invalid([{ path: ['files'], code: 'unknown_file', message: noPicture }]);
      return this.comments.write(tx, subject, row, author);
    });
    if (isNew || (await this.comments.forCustomer(subject)).some((one) => one.id === id)) return;
    throw conflict(sentence('这个标识已被使用', 'This id is taken'));
  }
}

function valueAt(values: Record<string, unknown>, path: string): unknown {
  let at: unknown = values;
  for (const part of path.split('.'))
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : null;
  return at;
}
