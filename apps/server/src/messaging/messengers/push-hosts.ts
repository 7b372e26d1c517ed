/** Push services of those who make browsers. */
const usual = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.push.apple.com',
  '*.notify.windows.com',
];

/** Whether a browser's push service is one that calls may go to. `named`: by the administrator, separated by commas. */
export function isPushService(endpoint: string, named: string | undefined): boolean {
  const hosts = named ? named.split(/[\s,，]+/).filter((host) => host !== '') : usual;
  let host: string;
  try {
    host = new URL(endpoint).host;
  } catch {
    return false;
  }
  return hosts.some((one) => (one.startsWith('*.') ? host.endsWith(one.slice(1)) : host === one));
}
