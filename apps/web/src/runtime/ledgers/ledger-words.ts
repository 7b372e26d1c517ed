import { defineWords } from '../../words/words.js';

export const ledgerWords = defineWords('ledgers', {
  left_of: ['剩 {{left}} / {{of}}', '{{left}} of {{of}} left'],
  left: ['剩 {{left}}', '{{left}} left'],
  held: ['其中预留 {{held}}', '{{held}} set aside'],
  movements: ['查看流水', 'Movements'],
  used_up: ['已用完', 'Used up'],
  empty: ['还没有流水', 'No movements yet'],
});
