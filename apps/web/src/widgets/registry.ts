import type { FieldTypeName } from '@fieldwork/metadata';
import { address } from './address.js';
import { attachment } from './attachment.js';
import { choice } from './choice.js';
import { choices } from './choices.js';
import { email, phone, url } from './contacts.js';
import { date } from './date.js';
import { datetime } from './datetime.js';
import { department } from './department.js';
import { autoNumber, formula } from './generated.js';
import { location } from './location.js';
import { longText } from './long-text.js';
import { member } from './member.js';
import { members } from './members.js';
import { money } from './money.js';
import { number } from './number.js';
import { photo } from './photo.js';
import { rating } from './rating.js';
import { reference } from './reference.js';
import { richText } from './rich-text.js';
import { signature } from './signature.js';
import { subTable } from './sub-table.js';
import { text } from './text.js';
import { time } from './time.js';
import type { Widget } from './widget.js';
import { registerWidgets } from './widget-lookup.js';
import { yesNo } from './yes-no.js';

// Every field type has its widget here; a forgotten one does not compile.
registerWidgets({
  text,
  long_text: longText,
  rich_text: richText,
  number,
  money,
  rating,
  date,
  datetime,
  time,
  yes_no: yesNo,
  choice,
  choices,
  reference,
  sub_table: subTable,
  member,
  members,
  department,
  phone,
  email,
  url,
  address,
  attachment,
  photo,
  location,
  signature,
  auto_number: autoNumber,
  formula,
} as const satisfies Record<FieldTypeName, Widget>);

export { isEmptyValue, isNumeric, widgetOf } from './widget-lookup.js';
