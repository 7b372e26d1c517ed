import type { Message } from './issue.js';

/** The words for every issue of this package. */
export const messages = {
  too_deep: {
    'zh-CN': '表达式嵌套超过 {limit} 层',
    en: 'The expression is nested deeper than {limit} levels',
  },
  too_large: { 'zh-CN': '表达式超过 {limit} 个部分', en: 'The expression has more than {limit} parts' },
  list_too_long: { 'zh-CN': '列表超过 {limit} 项', en: 'The list has more than {limit} items' },
  not_an_expression: {
    'zh-CN': '应为值，或只有一个运算符的对象',
    en: 'Expected a value, or an object with exactly one operator',
  },
  unknown_operator: { 'zh-CN': '没有运算符“{name}”{hint}', en: 'There is no operator "{name}"{hint}' },
  unknown_variable: { 'zh-CN': '没有字段“{name}”{hint}', en: 'There is no field "{name}"{hint}' },
  unknown_option: {
    'zh-CN': '没有选项“{name}”{hint}{options}',
    en: 'There is no option "{name}"{hint}{options}',
  },
  variable_not_text: { 'zh-CN': '字段路径应为文本', en: 'The path of a field is a text' },
  wrong_argument_count: {
    'zh-CN': '“{name}”需要 {expected} 个参数，实际为 {actual} 个',
    en: '"{name}" takes {expected} arguments, not {actual}',
  },
  wrong_type: { 'zh-CN': '此处需要{expected}，实际为{actual}', en: 'Expected {expected} here, not {actual}' },
  different_types: {
    'zh-CN': '{left}与{right}不能放在一起比较或合并，请先明确转换',
    en: '{left} and {right} do not go together; convert one of them explicitly',
  },
  compare_with_null: {
    'zh-CN': '不能与空值比较，请用“为空”（isEmpty）',
    en: 'Nothing equals null; use isEmpty or isNotEmpty',
  },
  not_comparable: { 'zh-CN': '{type}不能这样比较', en: '{type} cannot be compared like this' },
  not_a_date: {
    'zh-CN': '“{value}”不是日期（应为 2026-02-28）',
    en: '"{value}" is not a date like 2026-02-28',
  },
  not_a_datetime: {
    'zh-CN': '“{value}”不是带时区的时间（应为 2026-02-28T08:30:00+08:00）',
    en: '"{value}" is not an instant with a zone like 2026-02-28T08:30:00+08:00',
  },
  not_a_number: {
    'zh-CN': '“{value}”不是数字（整数不超过 40 位，小数不超过 20 位）',
    en: '"{value}" is not a number of at most 40 digits before and 20 after the point',
  },
  not_an_id: { 'zh-CN': '“{value}”不是记录编号', en: '"{value}" is not the id of a record' },
  bad_text: { 'zh-CN': '文本含有无法保存的字符', en: 'The text has characters that cannot be stored' },
  not_literal: {
    'zh-CN': '此参数应直接写出{expected}',
    en: 'This argument has to be written out: {expected}',
  },
  not_an_option: { 'zh-CN': '应为以下之一：{expected}', en: 'Expected one of: {expected}' },
  number_too_large: {
    'zh-CN': '计算结果的位数可能超过 {limit}',
    en: 'The result could have more than {limit} digits',
  },
  unexpected_result: {
    'zh-CN': '结果应为{expected}，实际为{actual}',
    en: 'The result should be {expected}, not {actual}',
  },
  not_in_sql: { 'zh-CN': '子表不能单独作为结果', en: 'A sub-table cannot be a result of its own' },
} satisfies Record<string, Message>;

/** What each kind of value is called in a message. */
export const kindNames = {
  text: { 'zh-CN': '文本', en: 'a text' },
  number: { 'zh-CN': '数字', en: 'a number' },
  boolean: { 'zh-CN': '是否', en: 'a yes/no' },
  date: { 'zh-CN': '日期', en: 'a date' },
  datetime: { 'zh-CN': '时间', en: 'a date and time' },
  choice: { 'zh-CN': '选项', en: 'a choice' },
  list: { 'zh-CN': '列表', en: 'a list' },
  reference: { 'zh-CN': '引用', en: 'a reference' },
  rows: { 'zh-CN': '子表', en: 'sub-table rows' },
  null: { 'zh-CN': '空值', en: 'empty' },
} satisfies Record<string, Message>;
