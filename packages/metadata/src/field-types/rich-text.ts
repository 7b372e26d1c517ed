import { bilingual } from '../text.js';
import type { FieldType } from './field-type.js';
import { parseText } from './text.js';

/** HTML. The server cleans it when it is written, the browser again when it is shown. */
export const richText: FieldType = {
  label: bilingual('富文本', 'Rich text'),
  group: 'text',
  settings: {},
  type: () => ({ kind: 'text' }),
  column: () => ({ type: 'text' }),
  parse: (value) => parseText(value, {}, 500_000),
  isMarkup: true,
  fromText: (cell) =>
    `<p>${cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>')}</p>`,
};
