import { defineWords } from '../../words/words.js';

export const ledgerDesignWords = defineWords('ledger_design', {
  movements: ['流水', 'Movements'],
  movements_hint: [
    '「{{form}}」的每条记录是一笔流水，发布后只能新增，不能修改或删除。',
    'Each record of “{{form}}” is a movement. Once published, movements are only added to.',
  ],
  keys: ['按哪些字段分账户', 'Fields that make an account'],
  keys_hint: ['例如：合同 + 额度种类，备件 + 批次', 'For example: contract and quota, part and batch'],
  quantity: ['数量字段', 'Quantity'],
  mode: ['记账方式', 'Way of booking'],
  mode_single: ['单式：正数增加，负数取用', 'Single entry: above zero adds, below zero takes'],
  mode_double: ['复式：从一处到另一处', 'Double entry: from one place to another'],
  from: ['来处', 'From'],
  to: ['去处', 'To'],
  negative: ['哪些流水允许透支（不设则一律不允许）', 'Movements that may overdraw (unset: none)'],
  reserve: ['哪些流水只是预留', 'Movements that only set aside'],
  until: ['预留截止字段', 'Set aside until'],
  releases: ['释放预留的字段', 'Field that releases a reservation'],
  reverses: ['冲销字段（指向被冲销的流水）', 'Field of a counter-movement (names what it undoes)'],
  keep: ['把余额写回档案', 'Balances kept in records'],
  add_keep: ['添加写回', 'Add a kept balance'],
  keep_key: ['账户字段', 'Key'],
  keep_field: ['写入字段', 'Into the field'],
  keep_of: ['总量字段（画进度条）', 'Field with the full amount (for bars)'],
  where: ['仅当', 'Only where'],
  where_any: ['全部账户', 'All accounts'],
});
