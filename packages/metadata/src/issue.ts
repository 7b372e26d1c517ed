import type { Issue } from '@fieldwork/expression';

export type { Issue } from '@fieldwork/expression';
export type Path = Issue['path'];

/** An expected failure as a value: where, which kind, and what to tell the person in both languages. */
export function issue(path: Path, code: string, zh: string, en: string): Issue {
  return { path, code, message: { 'zh-CN': zh, en } };
}
