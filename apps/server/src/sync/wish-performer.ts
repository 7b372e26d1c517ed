import { newCommentSchema, type Wish } from '@fieldwork/api-contract';
import { explainZod } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { CommentService } from '../comments/comment.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { invalid, notFound } from '../platform/http/problem.js';
import { notYours, RecordWishes } from './record-wishes.js';
import { TaskWishes } from './task-wishes.js';
import { WishOffers } from './wish-offers.js';
import type { Outcome, Wisher } from './wish-outcome.js';

type Performers = {
  [N in Wish['name']]: (
    tx: Transaction,
    wisher: Wisher,
    wish: Extract<Wish, { name: N }>,
  ) => Promise<Outcome>;
};

/** Does what a device wished, by the services that do it for everybody: their rights, rules and checks decide. */
@Injectable()
export class WishPerformer {
  readonly #performers: Performers = {
    'record.create': (tx, wisher, wish) => this.records.create(tx, wisher, wish),
    'record.change': (tx, wisher, wish) => this.records.change(tx, wisher, wish),
    'task.act': (tx, wisher, wish) => this.tasks.act(tx, wisher, wish),
    'comment.add': async (tx, wisher, { form, record, id, body }) => {
      const { caller, app } = wisher;
      const parsed = newCommentSchema.safeParse({ id, body });
      if (!parsed.success) throw invalid(parsed.error.issues.map(explainZod));
      if (!(await this.records.sees(tx, wisher, form, record))) throw notFound(notYours);
      const subject = { app, form, recordId: record.toLowerCase() };
      await this.comments.add(caller, subject, parsed.data, tx);
      return {};
    },
  };

  constructor(
    private readonly records: RecordWishes,
    private readonly tasks: TaskWishes,
    private readonly comments: CommentService,
    private readonly offers: WishOffers,
  ) {}

  /** @throws Problem where it is refused; then the transaction is to be rolled back */
  perform(tx: Transaction, wisher: Wisher, wish: Wish): Promise<Outcome> {
    return (this.#performers[wish.name] as Performers[Wish['name']])(tx, wisher, wish as never);
  }

  /** What can be wished in place of a refused wish. */
  offer(tx: Transaction, wisher: Wisher, wish: Wish): Promise<Wish | null> {
    return this.offers.of(tx, wisher, wish);
  }
}
