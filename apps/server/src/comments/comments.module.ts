import { Module } from '@nestjs/common';
import { RecordsModule } from '../records/records.module.js';
import { CommentController } from './comment.controller.js';
import { CommentService } from './comment.service.js';
import { CommentStore } from './comment.store.js';
import { CommentNotices } from './comment-notices.js';
import { CommentReaders } from './comment-readers.js';
import { CommentViews } from './comment-views.js';
import { FollowService } from './follow.service.js';
import { FollowChanges } from './follow-changes.js';
import { FollowNotices } from './follow-notices.js';
import { FollowerStore } from './follower.store.js';

@Module({
  imports: [RecordsModule],
  controllers: [CommentController],
  providers: [
    CommentStore,
    FollowerStore,
    CommentReaders,
    CommentNotices,
    CommentViews,
    CommentService,
    FollowService,
    FollowNotices,
    FollowChanges,
  ],
  exports: [CommentService],
})
export class CommentsModule {}
