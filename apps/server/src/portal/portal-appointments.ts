import type { AppointmentOffer, PortalData } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppointmentService } from '../appointments/appointment.service.js';
import { notFound } from '../platform/http/problem.js';
import { spend } from '../platform/http/spend.js';
import { PortalStore } from './portal.store.js';
import type { OpenPortal } from './portal-door.js';

/** The time of the visit, chosen by whoever has the link. */
@Injectable()
export class PortalAppointments {
  /** Trying all windows is work: whoever asks without end has to wait. */
  readonly #offers = new RateLimiterMemory({ keyPrefix: 'portal-offers', points: 60, duration: 600 });

  constructor(
    private readonly appointments: AppointmentService,
    private readonly store: PortalStore,
  ) {}

  async show(portal: OpenPortal): Promise<PortalData['appointment']> {
    const { appointment } = portal.page;
    if (!appointment) return null;
    const state = await this.appointments.state(askerOf(portal));
    // Neither promised nor to be chosen: there is nothing to say.
    if (state.from === null && !state.canChoose) return null;
    return { ...state, label: appointment.label ?? null, help: appointment.help ?? null };
  }

  async offer(portal: OpenPortal): Promise<AppointmentOffer> {
    const asker = askerOf(portal);
    await spend(this.#offers, portal.id);
    return this.appointments.offer(asker);
  }

  async choose(portal: OpenPortal, from: string | null): Promise<void> {
    await spend(this.#offers, portal.id);
    await this.store.database.transaction(async (tx) => {
      await this.store.lock(tx, portal.id);
      await this.appointments.chooseIn(tx, askerOf(portal), from);
    });
  }
}

/** @throws Problem 404 where the page offers no times */
function askerOf({ page, opened, id }: OpenPortal) {
  if (!page.appointment) throw notFound();
  const { matching } = page.appointment;
  return { app: opened.app.id, matching, recordId: id, isOutside: true, write: opened.write };
}
