import {
  allowedSlips,
  editDistance,
  hashOf,
  type SoughtWord,
  type Statistics,
  soughtWords,
  soundWay,
  spokenWays,
  synonymWays,
  type Way,
} from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import { Chinese } from './chinese.js';
import { SpellingStore } from './spelling.store.js';
import { SynonymStore } from './synonym.store.js';

export interface ListWords {
  words: Way[][];
  /** Some word is not known, or there are more beginnings than were looked at: it may stand within a longer one. */
  isOpen: boolean;
}

const mostBeginnings = 200;
const mostAlike = 200;
const mostSlips = 12;

/** The words typed over a list, each in all the ways in which it may stand in a record. */
@Injectable()
export class ListWordsReader {
  constructor(
    private readonly spelling: SpellingStore,
    private readonly synonyms: SynonymStore,
    private readonly chinese: Chinese,
  ) {}

  async read(app: string, form: string, question: string, statistics: Statistics): Promise<ListWords> {
    const groups = await this.synonyms.groups(app);
    const isKnown = (token: string) => statistics.frequency.has(hashOf(token));
    const read = await Promise.all(
      soughtWords(question).map(async (word) => {
        const spelled = word.spelled === null ? null : await this.#spelled(app, form, word, word.spelled);
        const sounds = word.spelled === null ? soundWay(word.text, isKnown, this.chinese) : null;
        const ways = [
          ...(spelled?.ways ?? word.ways),
          ...(sounds ? [sounds] : []),
          ...synonymWays(word.text, groups),
        ];
        return { ways: together(ways), isOpen: spelled?.isOpen ?? false };
      }),
    );
    return { words: read.map(({ ways }) => ways), isOpen: read.some(({ isOpen }) => isOpen) };
  }

  async #spelled(app: string, form: string, word: SoughtWord, last: string) {
    const begun = await this.spelling.beginning(app, form, last, mostBeginnings);
    const isOpen = begun.length === 0 || begun.length >= mostBeginnings;
    const meant = begun.length > 0 ? begun : await this.#slips(app, form, last);
    const ways = word.ways.map((way, index): Way => (index === 0 ? ending(way, meant) : way));
    const joined = word.text.replace(/[-_/]/g, '');
    if (joined === word.text) return { ways: [...ways, ...spokenWays(word.text)], isOpen };
    const whole = await this.spelling.beginning(app, form, joined, mostBeginnings);
    return { ways: whole.length > 0 ? [...ways, [whole]] : ways, isOpen };
  }

  async #slips(app: string, form: string, word: string): Promise<string[]> {
    const slips = allowedSlips(word.length);
    if (slips === 0) return [];
    const alike = await this.spelling.like(app, form, word, mostAlike);
    return alike.filter((found) => editDistance(word, found, slips) <= slips).slice(0, mostSlips);
  }
}

function ending(way: Way, meant: readonly string[]): Way {
  const last = way.at(-1) ?? [];
  return [...way.slice(0, -1), [...new Set([...last, ...meant])]];
}

/** Ways of one token each are one question to the index. */
function together(ways: readonly Way[]): Way[] {
  const short = ways.filter((way) => way.length === 1).flatMap((way) => way[0] ?? []);
  const long = ways.filter((way) => way.length > 1);
  return short.length > 0 ? [[[...new Set(short)]], ...long] : [...long];
}
