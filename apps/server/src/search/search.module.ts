import { Module } from '@nestjs/common';
import { FileModule } from '../files/file.module.js';
import { RecordsModule } from '../records/records.module.js';
import { Chinese } from './chinese.js';
import { ConversionService } from './conversion.service.js';
import { FindingController } from './finding.controller.js';
import { FormSearch } from './form-search.js';
import { ListSearch } from './list-search.js';
import { ListWordsReader } from './list-words.js';
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
import { SuggestionService } from './suggestion.service.js';
import { SynonymStore } from './synonym.store.js';

@Module({
  imports: [RecordsModule, FileModule],
  controllers: [SearchController, FindingController],
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
    ListWordsReader,
    ListSearch,
    SearchService,
    SuggestionService,
    ConversionService,
  ],
  exports: [SearchService],
})
export class SearchModule {}
