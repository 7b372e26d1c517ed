/** The Chromium for browser tests, with the arguments it needs here. */
export function findChromium(): Promise<{ executablePath: string; args: string[] }>;
