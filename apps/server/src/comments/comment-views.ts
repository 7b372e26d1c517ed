import type { CommentData } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { FileService } from '../files/file.service.js';
import { UserService } from '../identity/user.service.js';
import type { Queryable } from '../platform/database/queryable.js';
import type { StoredComment } from './comment-row.js';

/** Comments as they are answered: people and files by name. */
@Injectable()
export class CommentViews {
  constructor(
    private readonly users: UserService,
    private readonly files: FileService,
  ) {}

  async show(
    rows: readonly StoredComment[],
    mayChange: (row: StoredComment) => boolean,
    on?: Queryable,
  ): Promise<CommentData[]> {
    const people = rows.flatMap((row) => [row.author ?? [], row.mentions].flat());
    const names = await this.names(people, on);
    const named = rows.flatMap((row) => row.files);
    const files = await this.files.describe(named, on);
    return rows.map((row) => ({
      id: row.id,
      at: row.at,
      editedAt: row.editedAt,
      by:
        row.author !== null
          ? { id: row.author, title: names.get(row.author) ?? null }
          : row.authorName === null
            ? null
            : { id: null, title: row.authorName },
      audience: row.audience,
      body: row.body,
      isDeleted: row.deletedAt !== null,
      mentions: row.mentions.map((id) => ({ id, title: names.get(id) ?? null })),
      files: row.files.flatMap((id) => files.get(id) ?? []),
      mayChange: mayChange(row),
    }));
  }

  names(ids: readonly string[], on?: Queryable): Promise<Map<string, string>> {
    return this.users.names([...new Set(ids)], on);
  }
}
