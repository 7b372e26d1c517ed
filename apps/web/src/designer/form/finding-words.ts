import { defineWords } from '../../words/words.js';

export const findingWords = defineWords('finding_design', {
  search: ['搜索', 'Search'],
  search_hint: [
    '搜索查看哪些字段，权重越大越靠前。不设置时查看标题与所有文字。',
    'The fields a search looks into; a greater weight comes first. Without any: the title and all texts.',
  ],
  weight: ['权重', 'Weight'],
  add_field: ['添加字段', 'Add a field'],
  duplicates: ['重复', 'Duplicates'],
  duplicates_hint: [
    '新建时提示可能重复的记录，也用于查找并合并。',
    'Warns of likely duplicates before a record is written, and finds those to merge.',
  ],
  key: ['这些字段都相同', 'All these fields are equal'],
  normalised: ['忽略大小写、空格和符号', 'Whatever the case, blanks and signs'],
  near: ['文字相似', 'Similar text'],
  least: ['相似度至少', 'At least so alike'],
  add_key: ['添加相同条件', 'Add equal fields'],
  add_near: ['添加相似条件', 'Add a similar text'],
  days: ['只看最近的天数', 'Only of the last days'],
  filter: ['只看符合条件的记录', 'Only records that match'],
  synonyms: ['同义词', 'Synonyms'],
  synonyms_hint: [
    '每行一组，用逗号隔开；搜索其中一个词也能找到其他词。对整个应用生效，保存后立即可用。',
    'A group per line, separated by commas; looking for one finds the others. For the whole app, as soon as it is saved.',
  ],
  save_synonyms: ['保存同义词', 'Save the synonyms'],
});
