import { z } from 'zod';

/** JSON Logic; its meaning is checked by `@fieldwork/expression` once the types of the form are known. */
export const expressionSchema = z.json().meta({ id: 'Expression', description: 'JSON Logic expression' });
export type ExpressionJson = z.infer<typeof expressionSchema>;

/** Yes or no, fixed or by an expression. */
export const conditionSchema = z.union([z.boolean(), expressionSchema]);
