import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
places.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');

/**
 * The Chromium for browser tests: CHROMIUM_PATH, an installed one, or the one that npm brought along.
 * Also sees to a Chinese font, which fresh machines lack: without it screenshots show blanks.
 *
 * @returns {Promise<{ executablePath: string, args: string[] }>}
 */
export async function findChromium() {
  process.env.FONTCONFIG_FILE ??= fontConfig();
  const installed = [process.env.CHROMIUM_PATH, ...places].find((place) => place && existsSync(place));
  const executablePath = installed ?? (await packagedChromium());
  return { executablePath, args: browserArguments() };
}

// The package unpacks the libraries that a bare machine lacks only when it believes to be on Lambda.
async function packagedChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium found: install one and name it in CHROMIUM_PATH');
  }
  if (!hasLibrary('libnss3.so')) process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

function hasLibrary(name) {
  try {
    return execFileSync('ldconfig', ['-p'], { encoding: 'utf8' }).includes(name);
  } catch {
    return false;
  }
}

function browserArguments() {
  const quiet = [
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
  ];
  quiet.push('--disable-sync', '--disable-quic', '--disable-dev-shm-usage');
  // Chromium's sandbox refuses to run as root, and containers lack what it needs.
  return [...quiet, '--no-sandbox'];
}

function fontConfig() {
  const require = createRequire(import.meta.url);
  const fonts = path.dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const folder = path.join(os.tmpdir(), `fieldwork-fonts-${os.userInfo().username}`);
  const file = path.join(folder, 'fonts.conf');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const folders = [
    path.join(fonts, '400Regular'),
    path.join(fonts, '700Bold'),
    '/usr/share/fonts',
    '/usr/local/share/fonts',
  ];
  const families = ['sans-serif', 'system-ui', 'PingFang SC', 'Microsoft YaHei'];
  const alias = (family) =>
    `<alias><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`;
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${folders.map((name) => `<dir>${name}</dir>`).join('\n')}
<cachedir>${path.join(folder, 'cache')}</cachedir>
${families.map(alias).join('\n')}
</fontconfig>
`,
  );
  return file;
}
