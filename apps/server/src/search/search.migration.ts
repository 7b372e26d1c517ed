import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The words of records, written shortly after each change; a word of one field has another key than in another. */
export class CreateSearch1763700013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.search_entry (
        app text not null,
        form text not null,
        record_id uuid not null,
        version int not null,
        sample smallint not null,
        keys int[] not null,
        words bytea not null,
        primary key (app, form, record_id)
      );
      create index search_entry_keys on platform.search_entry using gin (keys);
      create index search_entry_sample on platform.search_entry (app, form, sample);
      create table platform.search_word (
        app text not null,
        form text not null,
        word text collate "C" not null,
        primary key (app, form, word)
      );
      do $$ begin
        create extension if not exists pg_trgm;
        create index search_word_like on platform.search_word using gin (word gin_trgm_ops);
      exception when others then
        raise notice 'without pg_trgm mistyped words are looked for by their first letter';
      end $$;
      create table platform.search_form (
        app text not null,
        form text not null,
        shape text not null,
        built_at timestamptz,
        primary key (app, form)
      );
      create table platform.search_synonyms (
        id uuid primary key default uuidv7(),
        app text not null,
        words text[] not null check (cardinality(words) between 2 and 20),
        changed_by uuid,
        changed_at timestamptz not null default now()
      );
      create index search_synonyms_of on platform.search_synonyms (app);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table platform.search_synonyms, platform.search_form, platform.search_word, platform.search_entry',
    );
  }
}
