import { type Field, type Form, fieldOf, fieldTypeOf, type Issue, isBlank } from '@fieldwork/metadata';

type Values = Record<string, unknown>;

/** What an answer of this field is as a whole, where not all of it is answered; `values`: what was answered before. */
type Completing = (field: Field, answer: unknown, values: Values) => unknown;

/**
 * Answers of somebody outside as a record keeps them, and what is wrong with them: unknown, missing, not of the field's
 * type. What was not asked is refused, never dropped.
 */
export function readAnswers(
  form: Form,
  questions: readonly { field: string; required?: boolean | undefined }[],
  answers: Values,
  complete: Completing = (_, answer) => answer,
): { values: Values; issues: Issue[] } {
  const asked = new Set(questions.map(({ field }) => field));
  const issues = Object.keys(answers)
    .filter((name) => !asked.has(name))
    .map((name) => problem(name, 'not_asked', '没有这个问题', 'This was not asked'));
  const values: Values = {};
  for (const { field: id, required } of questions) {
    const field = fieldOf(form, id);
    const answer = Object.hasOwn(answers, id) ? answers[id] : null;
    const isEmpty = isBlank(answer) || (Array.isArray(answer) && answer.length === 0);
    if (isEmpty && required) issues.push(problem(id, 'required', '请填写这一项', 'Please fill this in'));
    if (!field || isEmpty) continue;
    const parsed = fieldTypeOf(field).parse(complete(field, answer, values), field);
    if ('issue' in parsed) issues.push({ path: [id], ...parsed.issue });
    else values[id] = parsed.value;
  }
  return { values, issues };
}

/** A name from outside is told back cut short. */
function problem(field: string, code: string, zh: string, en: string): Issue {
  return { path: [field.slice(0, 60)], code, message: { 'zh-CN': zh, en } };
}
