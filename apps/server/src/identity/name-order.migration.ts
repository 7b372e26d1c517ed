import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The order in which names of people stand: Chinese ones by their sound, as in a telephone book.
 * A database that was built without ICU has no such order and keeps its own.
 */
export class CreateNameOrder1763700033000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$ begin
        create collation platform.by_sound (provider = icu, locale = 'zh-u-co-pinyin');
      exception when others then
        create collation platform.by_sound from "C";
      end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop collation platform.by_sound');
  }
}
