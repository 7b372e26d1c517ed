import { createRoot } from 'react-dom/client';
import { PortalPage } from './runtime/portal/portal-page.js';

const root = document.getElementById('root');
const [, , app = '', page = ''] = location.pathname.split('/');
if (root) createRoot(root).render(<PortalPage app={app} page={page} />);
