import { createRoot } from 'react-dom/client';
import { PortalHome } from './runtime/portal/portal-home.js';
import { PortalPage } from './runtime/portal/portal-page.js';

const root = document.getElementById('root');
const [, , app = '', page = ''] = location.pathname.split('/');
// With a link it is one record's page; without one somebody signs in.
const Page = new URLSearchParams(location.search).has('t') ? PortalPage : PortalHome;
if (root) createRoot(root).render(<Page app={app} page={page} />);
