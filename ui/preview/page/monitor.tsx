/** @jsxImportSource preact */
/** The recorder's monitor on the page, with what can be laid over it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Inspected, Live, OnFrame } from '../engine/index.ts';
import type { Engine } from './main.tsx';
import type { Route } from './route.ts';

export type Start = (canvas: HTMLCanvasElement, onFrame: OnFrame, signal: AbortSignal) => Promise<Live>;

interface Props {
  readonly engine: Engine;
  readonly route: Route;
  /** Another function starts another screen; the picture stays until that is there. */
  readonly start: Start;
  readonly onLive: (live: Live | null) => void;
  readonly onInspect: (found: Inspected | null) => void;
  readonly onFault: (error: unknown) => void;
  readonly name: string;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Space around the monitor. */
const MARGIN = 24;

export function Monitor({ engine, route, start, onLive, onInspect, onFault, name }: Props) {
  const desk = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const flashes = useRef<HTMLDivElement>(null);
  const [live, setLive] = useState<Live | null>(null);
  const [room, setRoom] = useState({ width: 0, height: 0 });
  const [actual, setActual] = useState(false);
  const [outlined, setOutlined] = useState<Inspected | null>(null);
  const [frame, setFrame] = useState({ frames: 0, pixels: 0, areas: 0 });
  const { overlays, vision, setting } = route;
  const has = (overlay: Route['overlays'][number]): boolean => overlays.includes(overlay);
  const flashing = useRef(false);
  flashing.current = has('damage');

  useEffect(() => {
    if (!desk.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect));
    observer.observe(desk.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    const ended = new AbortController();
    let shown: Live | null = null;
    const onFrame: OnFrame = (areas) => {
      if (shown) setFrame({ ...shown.display.stats, areas: areas.length });
      if (flashing.current)
        for (const { x1, y1, x2, y2 } of areas) flash({ x: x1, y: y1, width: x2 - x1, height: y2 - y1 });
    };
    const flash = (box: Box): void => {
      const spot = document.createElement('i');
      Object.assign(spot.style, shareOf(box));
      spot.onanimationend = () => spot.remove();
      flashes.current?.append(spot);
    };
    const shareOf = (box: Box): Record<string, string> => placed(box, target.width, target.height);
    const begin = async (): Promise<void> => {
      const next = await start(target, onFrame, ended.signal);
      if (ended.signal.aborted) return next.close();
      shown = next;
      target.dataset.screen = name;
      setLive(next);
      setOutlined(null);
      onLive(next);
      target.focus({ preventScroll: true });
    };
    begin().catch((error: unknown) => {
      if (!ended.signal.aborted) onFault(error);
    });
    return () => {
      ended.abort();
      shown?.close();
      setLive(null);
      onLive(null);
    };
  }, [start]);

  const { width, height } = setting;
  const fit = Math.min(1, (room.width - 2 * MARGIN) / width, (room.height - 2 * MARGIN) / height);
  const zoom = actual ? 1 / devicePixelRatio : Math.max(0.05, fit);

  const look = (event: PointerEvent): void => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box || !live || !has('inspect')) return;
    const x = Math.floor(((event.clientX - box.left) / box.width) * width);
    const y = Math.floor(((event.clientY - box.top) / box.height) * height);
    const obj = engine.objectAt(live.display, x, y);
    const found = obj && engine.inspect(obj);
    setOutlined(found);
    onInspect(found);
  };

  return (
    <div class="desk">
      <div class="room" ref={desk}>
        <div class="monitor" style={{ width: `${width * zoom}px`, height: `${height * zoom}px` }} onPointerMove={look}>
          <canvas ref={canvas} tabIndex={0} aria-label={name} style={{ filter: vision ? `url(#${vision})` : '' }} />
          {has('grid') && (
            <div
              class="grid"
              style={{ backgroundSize: `${8 * setting.scale * zoom}px ${8 * setting.scale * zoom}px` }}
            />
          )}
          {has('focus') && live && (
            <ol class="focus-order">
              {engine.focusBoxes(live.display).map((box, i) => (
                <li key={i} style={placed(box, width, height)}>
                  <b>{i + 1}</b>
                </li>
              ))}
            </ol>
          )}
          {has('inspect') && outlined && <Outline found={outlined} width={width} height={height} />}
          <div class="flashes" ref={flashes} />
        </div>
      </div>
      <footer class="status">
        <span>
          {width} × {height}, {Math.round(zoom * 100)} %
        </span>
        <button type="button" aria-pressed={actual} onClick={() => setActual(!actual)}>
          Actual size
        </button>
        <span class="frames">
          Frame {frame.frames}: {frame.areas} {frame.areas === 1 ? 'area' : 'areas'},{' '}
          {frame.pixels.toLocaleString('en')} px
        </span>
      </footer>
    </div>
  );
}

/** A box of the monitor as shares of it, so that it stays in place at any size. */
const placed = ({ x, y, width, height }: Box, across: number, down: number) => ({
  left: `${(100 * x) / across}%`,
  top: `${(100 * y) / down}%`,
  width: `${(100 * width) / across}%`,
  height: `${(100 * height) / down}%`,
});

function Outline({ found, width, height }: { found: Inspected; width: number; height: number }) {
  const { padding, x, y } = found;
  const inner = {
    x: x + padding.left,
    y: y + padding.top,
    width: Math.max(0, found.width - padding.left - padding.right),
    height: Math.max(0, found.height - padding.top - padding.bottom),
  };
  return (
    <>
      <div class="outline" style={placed(found, width, height)}>
        <b>
          {found.kind} {found.width} × {found.height}
        </b>
      </div>
      <div class="outline content" style={placed(inner, width, height)} />
    </>
  );
}
