import { Module } from '@nestjs/common';
import { RecordsModule } from '../records/records.module.js';
import { Chinese } from './chinese.js';
import { FormSearch } from './form-search.js';
import { QuestionTerms } from './question-terms.js';
import { SearchController } from './search.controller.js';
import { SearchService } from './search.service.js';
import { SearchStore } from './search.store.js';
import { SearchFollower, SearchGround } from './search-follower.js';
import { SearchIndex } from './search-index.js';
import { SearchIndexStore } from './search-index.store.js';
import { SearchProgressStore } from './search-progress.store.js';
import { SearchStatistics } from './search-statistics.js';
import { SpellingStore } from './spelling.store.js';
import { SynonymStore } from './synonym.store.js';

@Module({
  imports: [RecordsModule],
  controllers: [SearchController],
  providers: [
    Chinese,
    SearchIndexStore,
    SearchIndex,
    SearchGround,
    SearchFollower,
    SearchStore,
    SearchStatistics,
    SpellingStore,
    SynonymStore,
    QuestionTerms,
    FormSearch,
    SearchProgressStore,
    SearchService,
  ],
  exports: [SearchService],
})
export class SearchModule {}
