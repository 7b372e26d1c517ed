import type { Issue } from '@fieldwork/metadata';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { invalid } from './problem.js';

interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Checks `@Body({ schema })`, `@Query({ schema })`, `@Param('id', { schema })` with zod; failures are 422 with issues. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues: readonly SchemaIssue[]) => invalid(issues.slice(0, 100).map(toIssue)),
  });
}

function toIssue(issue: SchemaIssue): Issue {
  return {
    path: (issue.path ?? []).map((part) => {
      const key = typeof part === 'object' ? part.key : part;
      return typeof key === 'number' ? key : String(key);
    }),
    code: 'invalid',
    message: { 'zh-CN': `格式不正确:${issue.message}`, en: issue.message },
  };
}
