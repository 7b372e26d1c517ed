import type { Form, Role } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import type { PublishedApp } from '../metadata/published-app.js';
import { Config } from '../platform/config/config.js';
import { notFound, sentence } from '../platform/http/problem.js';
import type { ChangeSource } from './record-events.js';
import type { Viewer } from './viewer.js';
import { outsideViewer, platformContext, platformViewer, viewerOf } from './viewers.js';
import type { Write } from './write.js';

/** Records that may be read. */
export interface Reading {
  app: PublishedApp;
  form: Form;
  viewer: Viewer;
}

export interface Opened extends Reading {
  write: Write;
}

/** A change that is reported after it was made: on which device, and when. */
export interface LateReport {
  device: string;
  happenedAt: string;
}

/** The same way in for what was done at another moment: rules reckon with that moment, rights with now. */
export function asReported(opened: Opened, report: LateReport): Opened {
  const { write } = opened;
  const platform = { ...write.platform, context: { ...write.platform.context, now: report.happenedAt } };
  // What writes with the platform's eyes goes on doing so: a refusal tells it apart by them.
  const viewer = write.viewer === write.platform ? platform : write.viewer;
  const source: ChangeSource = { ...(write.source ?? { kind: 'person' }), ...report };
  return { ...opened, write: { ...write, viewer, platform, source } };
}

/** The way in to a form's records: for a person with his rights, for the platform on somebody's behalf. */
@Injectable()
export class RecordGate {
  constructor(
    private readonly registry: AppRegistry,
    private readonly config: Config,
  ) {}

  async open(caller: Caller, appId: string, formId: string): Promise<Opened> {
    if (!canSeeApp(caller, appId)) throw notFound();
    const app = await this.registry.app(appId);
    const form = this.#form(app, formId);
    const viewer = viewerOf(caller, app, this.config.timeZone);
    const platform = platformViewer(app, viewer.context);
    const source: ChangeSource = { kind: caller.viaApiKey ? 'api' : 'person' };
    return { app, form, viewer, write: { viewer, platform, form, by: caller.userId, source } };
  }

  /** For flows, rules and imports: all rights, `by` stands in the history. */
  async openAsPlatform(
    appId: string,
    formId: string,
    by: string | null,
    source: ChangeSource,
  ): Promise<Opened> {
    const app = await this.registry.app(appId);
    const form = this.#form(app, formId);
    const now = platformContext(app, this.config.timeZone, by);
    // What follows from something reported late follows as of when it happened.
    const platform = platformViewer(app, { ...now, now: source.happenedAt ?? now.now });
    return { app, form, viewer: platform, write: { viewer: platform, platform, form, by, source } };
  }

  /** For reading by whoever comes without an account. @throws Problem 404 */
  async openOutside(appId: string, formId: string, roleOf: (form: Form) => Role): Promise<Reading> {
    const app = await this.registry.app(appId);
    const form = this.#form(app, formId);
    const viewer = outsideViewer(app, platformContext(app, this.config.timeZone), roleOf(form));
    return { app, form, viewer };
  }

  #form(app: PublishedApp, id: string): Form {
    const form = app.documents.forms.get(id);
    if (!form)
      throw notFound(sentence(`没有表单 ${id.slice(0, 50)}`, `There is no form “${id.slice(0, 50)}”`));
    return form;
  }
}
