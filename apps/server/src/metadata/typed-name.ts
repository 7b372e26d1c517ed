import { localize, type Text } from '@fieldwork/metadata';
import { invalid, sentence } from '../platform/http/problem.js';

/** Records go only when a person has typed what they belong to. @throws Problem 422 */
export function refuseOtherName(label: Text, name: string | undefined): void {
  const typed = name?.trim();
  if (typed !== undefined && [localize(label, 'zh-CN'), localize(label, 'en')].includes(typed)) return;
  throw invalid(
    [],
    sentence(
      `请输入“${localize(label, 'zh-CN')}”来确认删除它和它的全部记录`,
      `Type “${localize(label, 'en')}” to delete it with all its records`,
    ),
  );
}
