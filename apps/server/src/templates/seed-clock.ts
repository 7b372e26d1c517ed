const dayMs = 86_400_000;

/** The moment of installation, by which all moments and days of the demo data are counted: the demo is always fresh. */
export class SeedClock {
  readonly #zone: string;
  readonly #today: number;

  constructor(
    readonly now: number,
    timeZone: string,
  ) {
    this.#zone = timeZone;
    this.#today = Date.parse(`${this.#localDay(now)}T00:00:00Z`);
  }

  /** `{ "$at": [-3, "09:42"] }`: three days ago at 9:42 by the app's clock; `{ "$ago": 90 }`: 90 minutes ago. */
  instant(moment: Readonly<Record<string, unknown>>): number {
    if (typeof moment['$ago'] === 'number') return this.now - moment['$ago'] * 60_000;
    const [days, time] = moment['$at'] as [number, string];
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const wall = this.#today + days * dayMs + hours * 3_600_000 + minutes * 60_000;
    return wall - this.#offset(wall);
  }

  /** `{ "$day": -3 }`: the date of three days ago. */
  day(days: number): string {
    return new Date(this.#today + days * dayMs).toISOString().slice(0, 10);
  }

  #localDay(at: number): string {
    return new Intl.DateTimeFormat('en-CA', { timeZone: this.#zone }).format(new Date(at));
  }

  /** How far the zone's clocks are ahead of UTC at this wall time; demo data need not be right in the hour they change. */
  #offset(wall: number): number {
    const text = new Intl.DateTimeFormat('sv-SE', {
      timeZone: this.#zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    }).format(new Date(wall));
    return Date.parse(`${text.replace(' ', 'T')}Z`) - wall;
  }
}
