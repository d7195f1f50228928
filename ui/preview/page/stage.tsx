/** @jsxImportSource preact */
/** One story, live: it begins where the story left it, and goes on with whoever is at the mouse. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ThemeTokens } from '../../lvgl/index.ts';
import type { NamedStory } from '../engine/engine.ts';
import type { Inspected, Live } from '../engine/index.ts';
import type { View } from './main.tsx';
import { Monitor, type Start } from './monitor.tsx';
import { ThemeEditor } from './theme-editor.tsx';
import { Findings, Tools } from './tools.tsx';
import { VisionFilters } from './vision.tsx';

export function Stage({ engine, route, change, onFault, story }: View & { story: NamedStory }) {
  const { setting } = route;
  const { width, height, scale, theme, locale } = setting;
  const [live, setLive] = useState<Live | null>(null);
  const [found, setFound] = useState<Inspected | null>(null);
  const [draft, setDraft] = useState<ThemeTokens | null>(null);
  const list = useRef<HTMLElement>(null);
  const start = useCallback<Start>(
    (canvas, onFrame, signal) =>
      engine.showStory(canvas, story.story, { width, height, scale, theme, locale }, onFrame, signal),
    [engine, story, width, height, scale, theme, locale],
  );

  const saved = engine.themeTokens[theme];
  // Once it is in the file it is no draft any more.
  useEffect(() => {
    if (JSON.stringify(draft) === JSON.stringify(saved)) setDraft(null);
  }, [saved]);
  useEffect(() => setDraft(null), [theme]);
  useEffect(() => {
    if (!live || !draft) return;
    try {
      engine.wear(live.display, draft);
    } catch (error) {
      onFault(error);
    }
  }, [live, draft]);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [story.id]);

  return (
    <main class="stage">
      <nav class="stories" ref={list}>
        {[...new Set(engine.stories.map(({ flow }) => flow))].map((flow) => (
          <section key={flow}>
            <h2>{flow}</h2>
            {engine.stories
              .filter((other) => other.flow === flow)
              .map((other) => (
                <button
                  key={other.id}
                  type="button"
                  aria-current={other.id === story.id ? 'page' : undefined}
                  onClick={() => change({ at: other.id })}
                >
                  <b>{other.screen}</b> {other.state}
                </button>
              ))}
          </section>
        ))}
      </nav>
      <Monitor
        engine={engine}
        route={route}
        start={start}
        onLive={setLive}
        onInspect={setFound}
        onFault={onFault}
        name={story.id}
      />
      <aside class="panel">
        <Tools route={route} change={change} />
        {route.overlays.includes('inspect') && <Findings found={found} />}
        <ThemeEditor
          tokens={draft ?? saved}
          changed={draft !== null}
          onChange={setDraft}
          onRevert={() => {
            setDraft(null);
            if (live) engine.wear(live.display, saved);
          }}
        />
        <section>
          <h2>Picture</h2>
          <button type="button" disabled={!live} onClick={() => savePicture(`${story.screen}-${story.state}`)}>
            Save as PNG
          </button>
        </section>
      </aside>
      <VisionFilters />
    </main>
  );
}

/** Hands the picture on the monitor to the browser as a file. */
function savePicture(name: string): void {
  document.querySelector<HTMLCanvasElement>('.monitor canvas')?.toBlob((blob) => {
    if (!blob) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${name}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
