/** What a phone is called in the office's list: the system and the browser, as far as it says. */
export function deviceName(agent = navigator.userAgent): string {
  const system =
    /iPhone|iPad|Android|HarmonyOS|Windows|Mac OS X|Linux/.exec(agent)?.[0].replace('Mac OS X', 'Mac') ?? '';
  const model = /Android [\d.]+; ([^;)]+)/.exec(agent)?.[1]?.trim();
  const browser = browserOf(agent);
  return (
    [model && model !== 'K' ? model : system, browser].filter(Boolean).join(' · ').slice(0, 120) || 'Web'
  );
}

function browserOf(agent: string): string {
  if (/wxwork/i.test(agent)) return 'WeCom';
  if (/MicroMessenger/i.test(agent)) return 'WeChat';
  return /Edg|Firefox|Chrome|Safari/.exec(agent)?.[0].replace('Edg', 'Edge') ?? '';
}

/** WeChat's and WeCom's own browser: no app on the home screen, and nothing kept for a start without signal. */
export function isInsideWeChat(agent = navigator.userAgent): boolean {
  return /MicroMessenger|wxwork/i.test(agent);
}

export function isApple(agent = navigator.userAgent): boolean {
  return /iPhone|iPad|iPod/.test(agent);
}
