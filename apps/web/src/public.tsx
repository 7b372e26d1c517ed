import { createRoot } from 'react-dom/client';
import { PublicPage } from './runtime/public/public-page.js';

const root = document.getElementById('root');
const [, , app = '', channel = ''] = location.pathname.split('/');
if (root) createRoot(root).render(<PublicPage app={app} channel={channel} />);
