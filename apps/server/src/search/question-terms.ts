import {
  type Asked,
  allowedSlips,
  editDistance,
  hashOf,
  isSpelled,
  type QueryTerm,
  type Statistics,
  soundAlike,
  spokenTerms,
  synonymTerms,
  termsOf,
} from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import { Chinese } from './chinese.js';
import { SpellingStore } from './spelling.store.js';
import { SynonymStore } from './synonym.store.js';

const mostBeginnings = 12;
const mostAlike = 200;
const beginningWeight = 0.7;
const slipWeight = 0.5;

/** What a question may mean: synonyms, begun and mistyped words, pinyin. */
@Injectable()
export class QuestionTerms {
  constructor(
    private readonly spelling: SpellingStore,
    private readonly synonyms: SynonymStore,
    private readonly chinese: Chinese,
  ) {}

  async of(app: string, form: string, question: string, statistics: Statistics): Promise<Asked> {
    const own = termsOf(question);
    const groups = await this.synonyms.groups(app);
    const isKnown = (token: string) => statistics.frequency.has(hashOf(token));
    const spelled = own
      .filter(({ token }) => isSpelled(token) && token.length >= 2 && !isKnown(token))
      .slice(0, 6);
    const meant = await Promise.all(spelled.map(({ token }) => this.#spelledTerms(app, form, token)));
    return {
      own,
      meant: [
        ...synonymTerms(question, groups),
        ...meant.flat(),
        ...soundAlike(question, isKnown, this.chinese),
      ],
    };
  }

  async #spelledTerms(app: string, form: string, word: string): Promise<QueryTerm[]> {
    const spoken = spokenTerms(word);
    const begun = await this.spelling.beginning(app, form, word, mostBeginnings);
    if (begun.length > 0)
      return [
        ...begun.filter((found) => found !== word).map((token) => ({ token, weight: beginningWeight })),
        ...spoken,
      ];
    const slips = allowedSlips(word.length);
    if (slips === 0) return spoken;
    const alike = await this.spelling.like(app, form, word, mostAlike);
    const close = alike.filter((found) => editDistance(word, found, slips) <= slips).slice(0, mostBeginnings);
    return [...close.map((token) => ({ token, weight: slipWeight })), ...spoken];
  }
}
