import type { AppointmentBody, AppointmentOffer } from '@fieldwork/api-contract';
import { may } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { ProposalService } from '../matching/proposal.service.js';
import { forbidden } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { AppointmentService, type Asker } from './appointment.service.js';

interface Place {
  app: string;
  matching: string;
  record: string;
}

/** People inside who offer times: for records that they may see, written with their rights. */
@Injectable()
export class AppointmentDesk {
  constructor(
    private readonly proposals: ProposalService,
    private readonly records: RecordService,
    private readonly appointments: AppointmentService,
  ) {}

  async offer(caller: Caller, place: Place): Promise<AppointmentOffer> {
    return this.appointments.offer(await this.#asker(caller, place));
  }

  async choose(caller: Caller, place: Place, { from, reason }: AppointmentBody): Promise<void> {
    await this.appointments.choose(await this.#asker(caller, place), from, reason ?? null);
  }

  /** @throws Problem 403 without the right to promise times, 404 for one that the caller does not see */
  async #asker(caller: Caller, { app, matching, record }: Place): Promise<Asker> {
    const { opened, matching: found } = await this.proposals.room(caller, app, matching);
    const given = found.appointments;
    const isTrusted = (given?.roles ?? []).some((role) => opened.viewer.context.user.roles.includes(role));
    const policy = opened.viewer.policy(opened.form.id);
    if (policy && !isTrusted && !may(policy, 'update')) throw forbidden();
    const seen = JSON.parse(await this.records.get(opened.viewer, opened.form, record));
    // Whoever may not see what was promised does not learn it here.
    if (!Object.hasOwn(seen, given?.from ?? '')) throw forbidden();
    // Such a role writes nothing but the promise, whatever else of the record is closed to it.
    const write = isTrusted ? { ...opened.write, narrowing: { isAutomatic: true } } : opened.write;
    return { app, matching, recordId: record, isOutside: false, write };
  }
}
