import { defineWords } from '../../words/words.js';

export const callWords = defineWords('calls', {
  ringing: ['来电', 'Incoming call'],
  unknown: ['陌生号码', 'Unknown number'],
  take: ['接听并受理', 'Take it'],
  miss: ['忽略', 'Ignore'],
  calls: ['来电', 'Calls'],
});
