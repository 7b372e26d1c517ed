import type { Language } from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { pinyin } from 'pinyin-pro';

/** Chinese as this machine knows it; the dictionary is read when it is first needed. */
@Injectable()
export class Chinese implements Language {
  #jieba: Jieba | undefined;

  words(run: string): string[] {
    this.#jieba ??= Jieba.withDict(dict);
    return this.#jieba.cut(run, true);
  }

  pinyin(run: string): string[] {
    return pinyin(run, { toneType: 'none', type: 'array', v: true });
  }
}
