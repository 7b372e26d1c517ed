import { explainZod, type Issue } from '@fieldwork/metadata';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { invalid } from './problem.js';

/** Checks `@Body({ schema })`, `@Query({ schema })`, `@Param('id', { schema })` with zod; failures are 422 with issues. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => invalid(issues.slice(0, 100).map(toIssue)),
  });
}

/** Every schema of ours is one of zod, whose issues keep what they are about. */
function toIssue(found: unknown): Issue {
  return { ...explainZod(found as Parameters<typeof explainZod>[0]), code: 'invalid' };
}
