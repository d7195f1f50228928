/**
 * Flex layout, LVGL's.
 * 1. Split the children into tracks (one, unless the flow wraps). An item that grows counts there with its least size.
 * 2. Those that grow share what is left of the track, within their least and greatest sizes; others keep their own.
 * 3. The track is as thick as its thickest item; a lone track takes the whole cross size of the frame.
 * 4. With a frame, put each item where the places say.
 */
import { isLaidOut, type LayoutEngine, type Space } from './layout-types.ts';
import type { ContentSize, Obj } from './obj.ts';
import { type FlexAlign, mostPixels, type ResolvedStyle } from './style.ts';

/** Sizes of one item along and across the flow. */
interface Item {
  readonly obj: Obj;
  /** True when it shares what is left of the track. */
  readonly grows: boolean;
  main: number;
  cross: number;
}

interface Track {
  readonly items: Item[];
  main: number;
  cross: number;
}

/** What the steps below have in common. */
interface Flow {
  readonly engine: LayoutEngine;
  readonly style: ResolvedStyle;
  readonly space: Space;
  readonly row: boolean;
  readonly wrap: boolean;
  /** Between items, and between tracks. */
  readonly gap: number;
  readonly trackGap: number;
  readonly mainSpace: number;
  readonly crossSpace: number;
}

export function layoutFlex(engine: LayoutEngine, obj: Obj, space: Space): ContentSize {
  const style = obj.style;
  const row = style.flexFlow === 'row' || style.flexFlow === 'rowWrap';
  const flow: Flow = {
    engine,
    style,
    space,
    row,
    wrap: style.flexFlow === 'rowWrap' || style.flexFlow === 'columnWrap',
    gap: row ? style.padColumn : style.padRow,
    trackGap: row ? style.padRow : style.padColumn,
    mainSpace: row ? space.width : space.height,
    crossSpace: row ? space.height : space.width,
  };
  const tracks = split(flow, obj);
  let cross = Math.max(0, tracks.length - 1) * flow.trackGap;
  let main = 0;
  for (const track of tracks) {
    finishTrack(flow, track);
    cross += track.cross;
    main = Math.max(main, track.main);
  }
  if (space.frame) placeTracks(flow, tracks, cross);
  return row ? { width: main, height: cross } : { width: cross, height: main };
}

const placeOf = (flow: Flow, obj: Obj) => obj.style.flexSelf ?? flow.style.flexCrossPlace;

/** True when a column's item is as wide as the column. In several columns the width of one is not known beforehand. */
const fillsColumn = (flow: Flow, obj: Obj): boolean =>
  flow.space.definite && !flow.wrap && placeOf(flow, obj) === 'stretch';

function split(flow: Flow, obj: Obj): Track[] {
  const { engine, space, row, wrap, gap, mainSpace } = flow;
  const tracks: Track[] = [];
  let track: Track = { items: [], main: 0, cross: 0 };
  for (const child of obj.children) {
    if (!isLaidOut(child)) continue;
    // Without a known space nothing can grow; an item then has the size it likes.
    const grows = child.style.flexGrow > 0 && Number.isFinite(mainSpace);
    if (!row) engine.measure(child, space.width, Number.NaN, fillsColumn(flow, child));
    else if (!grows) engine.measure(child, space.width, space.height, false);
    const { minWidth, minHeight } = child.style;
    const main = row ? (grows ? minWidth : child.measured.width) : grows ? minHeight : child.measured.height;
    if (wrap && track.items.length > 0 && track.main + gap + main > mainSpace) {
      tracks.push(track);
      track = { items: [], main: 0, cross: 0 };
    }
    track.main += main + (track.items.length > 0 ? gap : 0);
    track.items.push({ obj: child, grows, main, cross: 0 });
  }
  if (track.items.length > 0) tracks.push(track);
  return tracks;
}

/** Grows what grows and finds out how thick the track is. */
function finishTrack(flow: Flow, track: Track): void {
  const { engine, space, row } = flow;
  growItems(flow, track);
  for (const item of track.items) {
    const { obj } = item;
    if (row) {
      // How high it is depends on how wide it became.
      if (item.grows) engine.measure(obj, item.main, space.height, true);
      else engine.measure(obj, space.width, space.height, false);
      item.cross = obj.measured.height;
    } else {
      engine.measure(obj, space.width, Number.NaN, fillsColumn(flow, obj));
      item.cross = obj.measured.width;
    }
    track.cross = Math.max(track.cross, item.cross);
  }
}

/**
 * Shares what is left among the items that grow. Those whose share lies beyond their limits get the limit, and the
 * others share again; as in CSS first the ones that need more, if the limits need more together, else the others.
 */
function growItems(flow: Flow, track: Track): void {
  let growing = track.items.filter((item) => item.grows);
  if (growing.length === 0) return;
  let left = flow.mainSpace - track.main;
  for (const item of growing) left += item.main;
  while (growing.length > 0) {
    share(growing, left);
    let beyond = 0;
    for (const item of growing) beyond += limited(flow, item) - item.main;
    const settled = growing.filter(
      (item) => beyond === 0 || Math.sign(limited(flow, item) - item.main) === Math.sign(beyond),
    );
    for (const item of settled) {
      item.main = limited(flow, item);
      left -= item.main;
    }
    growing = growing.filter((item) => !settled.includes(item));
  }
  track.main = Math.max(0, track.items.length - 1) * flow.gap;
  for (const item of track.items) track.main += item.main;
}

/** Gives each item its share of `left` pixels. Rounding is cumulative, so that the shares add up to the last pixel. */
function share(items: readonly Item[], left: number): void {
  let total = 0;
  for (const item of items) total += item.obj.style.flexGrow;
  let shares = 0;
  let used = 0;
  for (const item of items) {
    shares += item.obj.style.flexGrow;
    const end = Math.round((Math.max(0, left) * shares) / total);
    item.main = end - used;
    used = end;
  }
}

/** The item's size along the flow, within its least and its greatest. */
function limited({ row, mainSpace }: Flow, { obj, main }: Item): number {
  const { minWidth, minHeight, maxWidth, maxHeight } = obj.style;
  return Math.max(row ? minWidth : minHeight, Math.min(main, mostPixels(row ? maxWidth : maxHeight, mainSpace)));
}

function placeTracks(flow: Flow, tracks: readonly Track[], cross: number): void {
  const { style, wrap, crossSpace, trackGap } = flow;
  // A lone track is as thick as the frame, so that `center` and `stretch` mean the frame's.
  const lone = !wrap;
  const spread = distribute(style.flexTrackPlace, lone ? 0 : crossSpace - cross, tracks.length);
  let at = spread.start;
  for (const track of tracks) {
    const thick = lone ? Math.max(crossSpace, 0) : track.cross;
    placeTrack(flow, track, at, thick);
    at += thick + trackGap + spread.between;
  }
}

function placeTrack(flow: Flow, track: Track, crossAt: number, thick: number): void {
  const { engine, row, gap, style, mainSpace, crossSpace, space } = flow;
  const frame = space.frame!;
  const spread = distribute(style.flexMainPlace, mainSpace - track.main, track.items.length);
  let at = spread.start;
  for (const { obj, main, cross } of track.items) {
    const how = placeOf(flow, obj);
    const { minWidth, minHeight, maxWidth, maxHeight } = obj.style;
    const across =
      how === 'stretch'
        ? Math.max(row ? minHeight : minWidth, Math.min(thick, mostPixels(row ? maxHeight : maxWidth, crossSpace)))
        : cross;
    const offset = how === 'center' ? (thick - across) / 2 : how === 'end' ? thick - across : 0;
    const x = Math.round(frame.x + (row ? at : crossAt + offset));
    const y = Math.round(frame.y + (row ? crossAt + offset : at));
    engine.place(obj, x, y, row ? main : across, row ? across : main);
    at += main + gap + spread.between;
  }
}

/** Where the first of `n` items begins and how much more than the gap lies between two. Too little room starts at the start. */
function distribute(how: FlexAlign, room: number, n: number): { start: number; between: number } {
  const free = Math.max(0, room);
  switch (how) {
    case 'start':
      return { start: 0, between: 0 };
    case 'end':
      return { start: free, between: 0 };
    case 'center':
      return { start: Math.round(free / 2), between: 0 };
    case 'spaceBetween':
      return { start: 0, between: n > 1 ? free / (n - 1) : 0 };
    case 'spaceAround':
      return { start: free / n / 2, between: free / n };
    case 'spaceEvenly':
      return { start: free / (n + 1), between: free / (n + 1) };
  }
}
