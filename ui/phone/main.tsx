/** @jsxImportSource preact */
import { render } from 'preact';
import { App } from './app.tsx';
import { locale, t } from './i18n.ts';

document.documentElement.lang = locale;
document.title = t('title');
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
// Without it the page still works, only not without a network.
void navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
