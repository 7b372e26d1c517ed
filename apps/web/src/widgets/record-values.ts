import { createContext } from 'react';

/** The record that is shown, for what says something about it as a whole, such as a signature. */
export const RecordValues = createContext<Readonly<Record<string, unknown>> | null>(null);
