import type { DevicePosition } from '@fieldwork/api-contract';
import type { AppDocuments } from '@fieldwork/metadata';

/** Where a phone was, when a page of the app asks for it at that hour; at other hours it is nobody's business. */
export function keptPosition(
  { pages, app }: AppDocuments,
  position: DevicePosition | undefined,
  now: string,
  timeZone: string,
): DevicePosition | null {
  if (!position || Date.parse(position.at) > Date.parse(now) + toleratedMs) return null;
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: app.timeZone ?? timeZone,
  }).format(new Date(position.at));
  const isAsked = [...pages.values()].some(
    (page) =>
      page.type === 'field' &&
      page.positions !== undefined &&
      page.positions.from <= clock &&
      clock < page.positions.to,
  );
  return isAsked ? position : null;
}

const toleratedMs = 5 * 60_000;
