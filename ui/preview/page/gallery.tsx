/** @jsxImportSource preact */
/** Every story as a small picture. Only those in sight are drawn, one after the other, so that the page never waits. */
import { useEffect, useRef } from 'preact/hooks';
import type { NamedStory } from '../engine/engine.ts';
import type { Setting } from '../engine/setting.ts';
import type { Engine, View } from './main.tsx';
import { createQueue } from './queue.ts';

/** Pixels of a thumbnail, across: twice what it takes on the page, for dense screens. */
const THUMBNAIL_WIDTH = 640;

const queue = createQueue();
/** Stories are drawn here at full size, and then made small. */
const easel = document.createElement('canvas');

async function drawThumbnail(canvas: HTMLCanvasElement, engine: Engine, { story }: NamedStory, setting: Setting) {
  await engine.drawStory(easel, story, setting);
  canvas.width = THUMBNAIL_WIDTH;
  canvas.height = Math.round((THUMBNAIL_WIDTH * setting.height) / setting.width);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('the browser gives no 2D canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(easel, 0, 0, canvas.width, canvas.height);
  canvas.dataset.drawn = 'true';
}

/** `reset qr` finds what has both words in its flow, screen or state. */
function found(stories: readonly NamedStory[], search: string): NamedStory[] {
  const words = search.toLowerCase().split(/\s+/);
  return stories.filter(({ flow, id }) => {
    const text = `${flow} ${id} ${id.replaceAll(/[-/]/g, ' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export function Gallery({ engine, route, change, onFault }: View) {
  const shown = found(engine.stories, route.search);
  const flows = [...new Set(shown.map(({ flow }) => flow))];
  return (
    <main class="gallery">
      <div class="search">
        <input
          type="search"
          placeholder="Search screens and states"
          aria-label="Search screens and states"
          value={route.search}
          onInput={(event) => change({ search: event.currentTarget.value })}
        />
        <span>
          {shown.length} of {engine.stories.length}
        </span>
      </div>
      {flows.map((flow) => (
        <section key={flow}>
          <h2>{flow}</h2>
          <div class="thumbnails">
            {shown
              .filter((story) => story.flow === flow)
              .map((story) => (
                <Thumbnail
                  key={story.id}
                  engine={engine}
                  story={story}
                  setting={route.setting}
                  onFault={onFault}
                  onOpen={() => change({ at: story.id })}
                />
              ))}
          </div>
        </section>
      ))}
      {shown.length === 0 && <p class="nothing">No screen or state has “{route.search}” in its name.</p>}
    </main>
  );
}

interface ThumbnailProps {
  readonly engine: Engine;
  readonly story: NamedStory;
  readonly setting: Setting;
  readonly onFault: (error: unknown) => void;
  readonly onOpen: () => void;
}

function Thumbnail({ engine, story, setting, onFault, onOpen }: ThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, scale, theme, locale } = setting;
  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    let forget = (): void => {};
    const sight = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        sight.disconnect();
        forget = queue.add(() =>
          drawThumbnail(target, engine, story, { width, height, scale, theme, locale }).catch(onFault),
        );
      },
      { rootMargin: '400px' },
    );
    sight.observe(target);
    return () => {
      sight.disconnect();
      forget();
    };
  }, [engine, story, width, height, scale, theme, locale]);
  return (
    <button type="button" class="thumbnail" onClick={onOpen} aria-label={`${story.screen}, ${story.state}`}>
      <canvas ref={canvas} style={{ aspectRatio: `${width} / ${height}` }} />
      <span>
        <b>{story.screen}</b> {story.state}
      </span>
    </button>
  );
}
