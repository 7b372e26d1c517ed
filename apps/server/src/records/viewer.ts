import type { Context } from '@fieldwork/expression';
import type { Eyes } from './record-scope.js';

/** Who looks: the eyes, and a key that is equal for eyes that see the same. */
export interface Viewer extends Eyes {
  key: string;
  context: Context;
}
