import type { PublicQuestion } from '@fieldwork/api-contract';
import { type Form, fieldOf, type PublicFormChannel } from '@fieldwork/metadata';

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
      },
    ];
  });
}
