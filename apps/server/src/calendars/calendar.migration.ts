import { workingTimeSql } from '@fieldwork/expression';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calendars laid out, so that SQL counts working time as JavaScript does. */
export class CreateCalendar1763700010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(workingTimeSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop function platform.worked_ms; drop function platform.worked_until;
       drop table platform.calendar_span; drop table platform.calendar_horizon`,
    );
  }
}
