import type { Issue } from '@fieldwork/expression';
import type { Field } from '../documents/field.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { fieldOf } from '../form-types.js';
import type { Path } from '../issue.js';
import { checkFieldIds, missing } from './checking.js';

/** Where a position is compared with and what a signature stands under. */
export function checkMedia(field: Field, form: Form, documents: AppDocuments, path: Path): Issue[] {
  return [
    ...(field.near === undefined || isAddress(field.near, form, documents)
      ? []
      : [
          missing(
            [...path, 'near'],
            '地址字段',
            'address (of a reference: one that it looks up)',
            field.near,
          ),
        ]),
    ...checkFieldIds(field.of, form, [...path, 'of']),
    ...(field.signer === undefined || fieldOf(form, field.signer)?.type === 'text'
      ? []
      : [missing([...path, 'signer'], '文本字段', 'text field', field.signer)]),
  ];
}

/** An address of the form, or one that a reference of it looks up, so that it is at hand when the position is checked. */
function isAddress(place: string, form: Form, { forms }: AppDocuments): boolean {
  const [first = '', second] = place.split('.');
  const own = fieldOf(form, first);
  if (second === undefined) return own?.type === 'address';
  const target = own?.form === undefined ? undefined : forms.get(own.form);
  return (
    own?.lookups?.includes(second) === true &&
    target !== undefined &&
    fieldOf(target, second)?.type === 'address'
  );
}
