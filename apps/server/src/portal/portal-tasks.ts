import { idOf, localize, type PortalAction } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { PlatformTasks, type TakenTask } from '../flows/platform-tasks.js';
import { NotificationService } from '../notifications/notification.service.js';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { conflict, Problem, sentence } from '../platform/http/problem.js';
import { PortalStore } from './portal.store.js';
import { type OpenPortal, subjectOf } from './portal-door.js';

type Subject = Pick<OpenPortal, 'opened' | 'id'>;

/** The task that an act answers is gone, or its flow refuses; what the flow says is for people inside. */
class TaskRefused extends Error {
  constructor(readonly said: Problem | null) {
    super('The task of an act was not done');
  }
}

/** Tasks of flows that somebody outside answers: done with his act, or nothing of it is, and he and we are told. */
@Injectable()
export class PortalTasks {
  constructor(
    private readonly tasks: PlatformTasks,
    private readonly notifications: NotificationService,
    private readonly store: PortalStore,
  ) {}

  /** Ids of the open tasks that the page's actions would answer, in the order of the actions. */
  async answered(
    { page, opened, id }: Subject & Pick<OpenPortal, 'page'>,
    on: Queryable = this.store.database,
  ): Promise<string[]> {
    const meant = (page.actions ?? []).flatMap(({ task }) => task ?? []);
    if (meant.length === 0) return [];
    const standing = await this.tasks.standing(on, subjectOf({ opened, id }));
    return meant.flatMap(({ flow, node }) =>
      standing.filter((task) => task.flow === flow && task.node === node).map((task) => task.id),
    );
  }

  /** The task of an action, held until it is done; null where the action has none. */
  async take(tx: Transaction, subject: Subject, { task }: PortalAction): Promise<TakenTask | null> {
    if (!task) return null;
    const place = subjectOf(subject);
    const found = (await this.tasks.standing(tx, place)).find(
      ({ flow, node }) => flow === task.flow && node === task.node,
    );
    const taken = found && (await this.tasks.take(tx, place, found));
    if (!taken) throw new TaskRefused(null);
    return taken;
  }

  async perform(tx: Transaction, taken: TakenTask, action: string, reason: string | null): Promise<void> {
    try {
      await this.tasks.perform(tx, taken, { action, reason, depth: 0 });
    } catch (error) {
      throw error instanceof Problem ? new TaskRefused(error) : error;
    }
  }

  /** What is refused is said to whoever acted, and to whoever looks after the record. @throws Problem 409 */
  async orTell(portal: OpenPortal, action: PortalAction, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof TaskRefused)) throw error;
      await this.#tell(portal, action, error.said);
      throw conflict(
        sentence(
          '现在无法办理，您填写的内容没有提交；我们已收到提醒，会尽快与您联系',
          'This cannot be done now and nothing was sent; we have been told and will get back to you',
        ),
      );
    }
  }

  /** Once a day per action, however often somebody presses the button. */
  async #tell({ opened, id, values }: OpenPortal, action: PortalAction, said: Problem | null): Promise<void> {
    const link = subjectOf({ opened, id });
    const label = (locale: 'zh-CN' | 'en') => localize(action.label, locale);
    const why = said?.detail ?? said?.title ?? sentence('对应的任务已不在', 'its task is gone');
    const issues = said?.issues.map(({ message }) => message) ?? [];
    const because = (locale: 'zh-CN' | 'en') => [why, ...issues].map((one) => one[locale]).join(' · ');
    await this.store.database.transaction(async (tx) => {
      const owner = idOf(values.owner);
      const people = [...(owner ? [owner] : []), ...(await this.tasks.people(tx, link))];
      await this.notifications.notify(tx, people, {
        kind: 'portal.refused',
        title: {
          'zh-CN': `客户的“${label('zh-CN')}”没有办成，请联系客户`,
          en: `“${label('en')}” of a customer was not done; please get in touch`,
        },
        body: { 'zh-CN': because('zh-CN'), en: because('en') },
        link,
        key: `portal.refused ${id} ${action.id} ${new Date().toISOString().slice(0, 10)}`,
      });
    });
  }
}
