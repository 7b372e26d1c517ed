import { atRest } from './at-rest.mjs';
import { startTestServer } from './server.mjs';

/**
 * Before all browser tests: one server for the run, unless FIELDWORK_BROWSER_URL names a running one.
 * Tests find it as Playwright's baseURL; the administrator's password is in FIELDWORK_BROWSER_PASSWORD, the one of
 * the demo's people in FIELDWORK_BROWSER_DEMO_PASSWORD.
 */
export default async function setUp() {
  if (process.env.FIELDWORK_BROWSER_URL) return undefined;
  const demoPassword = 'only-for-browser-tests';
  const server = await startTestServer({
    env: {
      FIELDWORK_DEMO: '1',
      FIELDWORK_DEMO_PASSWORD: demoPassword,
      // Providers of messages are stood in for on this machine.
      FIELDWORK_ALLOWED_HOSTS: '127.0.0.1',
    },
  });
  // The search and the clocks of the demo are made while the server answers already.
  await atRest(server.databaseUrl);
  process.env.FIELDWORK_BROWSER_URL = server.url;
  process.env.FIELDWORK_BROWSER_DEMO_PASSWORD = demoPassword;
  process.env.FIELDWORK_BROWSER_PASSWORD = server.adminPassword;
  return () => server.stop();
}
