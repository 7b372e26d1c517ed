import type { PublicQuestion } from '@fieldwork/api-contract';
import { type Field, type Form, fieldOf, type PublicFormChannel } from '@fieldwork/metadata';

/** Questions to somebody outside: of each field only what he needs to answer. */
export function questionsOf(questions: PublicFormChannel['questions'], form: Form): PublicQuestion[] {
  return questions.flatMap((question) => {
    const field = fieldOf(form, question.field);
    if (!field) return [];
    return [
      {
        id: field.id,
        type: field.type,
        label: question.label ?? field.label,
        hint: question.hint ?? null,
        required: question.required === true,
        options: field.options?.map(({ id, label }) => ({ id, label })) ?? null,
        scale: field.scale ?? null,
        range: rangeOf(field),
      },
    ];
  });
}

const mostSteps = 10;

function rangeOf({ type, min, max, most, scale }: Field): PublicQuestion['range'] {
  if (type === 'rating') return { least: 1, most: most ?? 5 };
  if (type !== 'number' || scale !== 0 || min === undefined || max === undefined) return null;
  const range = { least: Number(min), most: Number(max) };
  return range.most - range.least <= mostSteps ? range : null;
}
