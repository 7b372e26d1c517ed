import type { DocumentByKind, PartKind, Text } from '@fieldwork/metadata';
import type { ComponentType } from 'react';

/** What a new document begins with. */
export interface KindSeed {
  id: string;
  label: Text;
  /** The form that it is about. */
  form: string;
  /** The chosen variant. */
  variant: string;
}

/** A kind of documents in the designer: how it is called, how one begins, and where it is designed. */
export interface KindDesign<K extends PartKind> {
  plural: Text;
  hint: Text;
  create: Text;
  example: Text;
  /** Such a document is about one form. */
  isAboutForm?: boolean;
  /** Types to choose from when one begins. */
  variants?: readonly { id: string; label: Text }[];
  /** Small, and in order already. */
  begin: (seed: KindSeed) => DocumentByKind[K];
  Designer: ComponentType;
}
