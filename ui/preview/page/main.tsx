/** @jsxImportSource preact */
/** The page: where somebody is, what the product is at the moment, and what went wrong with it. */
import '@fontsource/inter/400.css';
import '@fontsource/inter/600.css';
import './style.css';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import * as firstEngine from '../engine/index.ts';
import { Fault } from './fault.tsx';
import { Gallery } from './gallery.tsx';
import { Play } from './play.tsx';
import { type Route, readRoute, writeRoute } from './route.ts';
import { Stage } from './stage.tsx';
import { Toolbar } from './toolbar.tsx';

export type Engine = typeof firstEngine;

/** What was saved last, for the page to take. */
let takeEngine: (engine: Engine) => void = () => {};
let tellFault: (fault: string | null) => void = () => {};

if (import.meta.hot) {
  // Vite looks for these very words.
  import.meta.hot.accept('../engine/index.ts', (engine) => {
    // The server holds back what is saved next until then.
    import.meta.hot?.send('porthole:taken');
    // A module that throws while it is loaded is told by `error` below, or by Vite.
    if (engine) takeEngine(engine as typeof firstEngine & typeof engine);
    else tellFault('A saved file could not be loaded; the browser’s console says why.');
  });
  import.meta.hot.on('vite:error', ({ err }) =>
    tellFault([err.id, err.message, err.frame].filter(Boolean).join('\n\n')),
  );
  import.meta.hot.on('vite:beforeUpdate', () => tellFault(null));
}

const messageOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

function Page() {
  const [engine, setEngine] = useState<Engine>(firstEngine);
  const [route, setRoute] = useState<Route>(() => readRoute(location.search));
  const [fault, setFault] = useState<string | null>(null);

  useEffect(() => {
    takeEngine = (next) => {
      setFault(null);
      setEngine(next);
    };
    tellFault = setFault;
    const ended = new AbortController();
    const listen = { signal: ended.signal };
    addEventListener('popstate', () => setRoute(readRoute(location.search)), listen);
    addEventListener('error', ({ error, message }) => setFault(error ? messageOf(error) : message), listen);
    addEventListener('unhandledrejection', ({ reason }) => setFault(messageOf(reason)), listen);
    return () => ended.abort();
  }, []);

  const change = (changes: Partial<Route>): void => {
    const next = { ...route, ...changes };
    const elsewhere = next.at !== route.at;
    history[elsewhere ? 'pushState' : 'replaceState'](null, '', writeRoute(next));
    if (elsewhere) setFault(null);
    setRoute(next);
  };
  const view = { engine, route, change, onFault: (error: unknown) => setFault(messageOf(error)) };
  const story = engine.stories.find(({ id }) => id === route.at);
  return (
    <>
      <Toolbar route={route} change={change} />
      {story ? <Stage {...view} story={story} /> : route.at === 'play' ? <Play {...view} /> : <Gallery {...view} />}
      {fault !== null && <Fault text={fault} onClose={() => setFault(null)} />}
    </>
  );
}

export interface View {
  readonly engine: Engine;
  readonly route: Route;
  readonly change: (changes: Partial<Route>) => void;
  readonly onFault: (error: unknown) => void;
}

const page = document.getElementById('page');
if (!page) throw new Error('the page has no place for itself');
render(<Page />, page);
