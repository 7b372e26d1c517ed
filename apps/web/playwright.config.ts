import { fileURLToPath } from 'node:url';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { findChromium } from '../../scripts/testing/chromium.mjs';

const reporters: ReporterDescription[] = [['list']];
const report = process.env.FIELDWORK_BROWSER_REPORT;
if (report) reporters.push(['json', { outputFile: report }]);

export default defineConfig({
  testDir: 'e2e',
  outputDir: fileURLToPath(new URL('../../test-results', import.meta.url)),
  globalSetup: fileURLToPath(new URL('../../scripts/testing/browser-setup.mjs', import.meta.url)),
  // Tests share one server; its two cores serve two browsers.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  // A busy machine may keep a page waiting too long once; twice is a fault.
  retries: 1,
  reporter: reporters,
  use: {
    browserName: 'chromium',
    launchOptions: await findChromium(),
    // Set by the global set-up; the workers that run the tests read this file after it.
    baseURL: process.env.FIELDWORK_BROWSER_URL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    // A click into a dialog that still grows may fall beside its target; what needs motion asks for it.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // Keeping every page's whole document at every step is slow; what fails is traced when it is tried again.
    trace: 'on-first-retry',
  },
});
