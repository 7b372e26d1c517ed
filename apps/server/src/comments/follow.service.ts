import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { CommentStore } from './comment.store.js';
import { CommentReaders } from './comment-readers.js';
import type { Subject } from './comment-row.js';
import { FollowerStore } from './follower.store.js';

/** Who wants to hear of a record. */
@Injectable()
export class FollowService {
  constructor(
    private readonly store: CommentStore,
    private readonly followers: FollowerStore,
    private readonly readers: CommentReaders,
  ) {}

  isFollowing(caller: Caller, subject: Subject): Promise<boolean> {
    return this.followers.isFollowing(this.store.database, subject, caller.userId);
  }

  /** @throws Problem 404 where the caller does not see the record */
  async follow(caller: Caller, subject: Subject, isFollowing: boolean): Promise<void> {
    await this.readers.rightsOf(caller, subject);
    await this.followers.set(this.store.database, subject, caller.userId, isFollowing);
  }
}
