/** Installs the app and its people; a lane is one engineer with his phone, his office and a colleague. */
export function openLanes(
  url: string,
  admin: string,
  count: number,
): Promise<{ app: string; lanes: object[]; close: () => void }>;
