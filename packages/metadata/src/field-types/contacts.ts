import { bilingual } from '../text.js';
import { bad, type FieldType, isBlank, ok } from './field-type.js';
import { parseText } from './text.js';

const phonePattern = /^\+?[0-9][0-9 ()-]{4,24}$/;
const emailPattern = /^[^\s@<>"',;:\\]{1,64}@[^\s@<>"',;:\\]{1,190}\.[^\s@<>"',;:\\.]{2,63}$/;

const plain: Pick<FieldType, 'group' | 'settings' | 'type' | 'column' | 'canBeTitle' | 'searchable'> = {
  group: 'text',
  settings: {},
  type: () => ({ kind: 'text' }),
  column: () => ({ type: 'text' }),
  canBeTitle: true,
  searchable: true,
};

export const phone: FieldType = {
  ...plain,
  label: bilingual('电话', 'Phone'),
  parse(value) {
    if (isBlank(value)) return ok(null);
    const digits = typeof value === 'string' ? value.normalize('NFKC').trim() : '';
    return phonePattern.test(digits)
      ? ok(digits)
      : bad('not_phone', '电话号码不正确', 'This is not a phone number');
  },
  fromText: (cell) => cell.normalize('NFKC').trim(),
};

export const email: FieldType = {
  ...plain,
  label: bilingual('邮箱', 'E-mail'),
  parse(value) {
    if (isBlank(value)) return ok(null);
    const address = typeof value === 'string' ? value.trim() : '';
    return emailPattern.test(address)
      ? ok(address.normalize('NFC'))
      : bad('not_email', '邮箱地址不正确', 'This is not an e-mail address');
  },
  fromText: (cell) => cell.trim(),
};

/** Only addresses a browser opens without harm. */
export const url: FieldType = {
  ...plain,
  label: bilingual('链接', 'Link'),
  parse(value) {
    const parsed = parseText(value, {}, 2000);
    if ('issue' in parsed || parsed.value === null) return parsed;
    return /^https?:\/\/[^\s<>"']+$/i.test(String(parsed.value))
      ? parsed
      : bad('not_url', '链接应以 http:// 或 https:// 开头', 'A link begins with http:// or https://');
  },
  fromText: (cell) => cell.trim(),
  canBeTitle: false,
};
