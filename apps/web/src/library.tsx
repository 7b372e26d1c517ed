import { createRoot } from 'react-dom/client';
import { LibraryPage } from './runtime/library/library-page.js';
import { LibraryRecordPage } from './runtime/library/library-record-page.js';

const root = document.getElementById('root');
const [, , app = '', page = '', id = ''] = location.pathname.split('/');
const shown =
  id === '' ? <LibraryPage app={app} page={page} /> : <LibraryRecordPage app={app} page={page} id={id} />;
if (root) createRoot(root).render(shown);
