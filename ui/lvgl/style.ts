/**
 * Styles: what an object looks like and how it lays its children out. Names and meaning are LVGL's
 * (`bg_color` → `bgColor`). Lengths are logical pixels and are multiplied by the display's scale when resolved.
 */
import type { FontName } from './text/fonts.ts';
import type { TextAlign } from './text/types.ts';
import type { ColorName, Theme } from './theme.ts';

/** Logical pixels, a share of the parent's content box, or as large as the content (LVGL's `LV_SIZE_CONTENT`). */
export type Length = number | `${number}%` | 'content';

/** 0xRRGGBB, or a name from the theme so that it follows a change of theme. */
export type Color = number | ColorName;

/** 0 transparent … 255 opaque. */
export type Opa = number;

export type FlexFlow = 'row' | 'column' | 'rowWrap' | 'columnWrap';
export type FlexAlign = 'start' | 'end' | 'center' | 'spaceEvenly' | 'spaceAround' | 'spaceBetween';
/** Beyond LVGL's values, `stretch` gives an item the whole cross size. */
export type FlexCross = 'start' | 'end' | 'center' | 'stretch';
export type GridTrack = number | `${number}fr` | 'content';
export type Align =
  | 'topLeft'
  | 'topMid'
  | 'topRight'
  | 'leftMid'
  | 'center'
  | 'rightMid'
  | 'bottomLeft'
  | 'bottomMid'
  | 'bottomRight';

export type Part = 'main' | 'scrollbar' | 'indicator' | 'knob' | 'selected' | 'items' | 'cursor' | 'placeholder';

/** State bits, LVGL's values: the larger a matching selector's number, the more it outranks others. */
export const STATE = {
  default: 0,
  checked: 0x0001,
  focused: 0x0002,
  /** Focused by keyboard, so that the ring shows only to those who need it. */
  focusKey: 0x0004,
  edited: 0x0008,
  hovered: 0x0010,
  pressed: 0x0020,
  scrolled: 0x0040,
  disabled: 0x0080,
  /** LVGL's USER_1: what was entered was refused. */
  error: 0x1000,
} as const;
export type StateName = keyof typeof STATE;

export interface StyleProps {
  width?: Length;
  height?: Length;
  minWidth?: number;
  maxWidth?: Length;
  minHeight?: number;
  maxHeight?: Length;
  /** Offset from where `align` puts the object; only outside a layout. */
  x?: number;
  y?: number;
  align?: Align;

  padAll?: number;
  padHor?: number;
  padVer?: number;
  padTop?: number;
  padRight?: number;
  padBottom?: number;
  padLeft?: number;
  /** Gap between rows and between columns of a layout. */
  padGap?: number;
  padRow?: number;
  padColumn?: number;

  layout?: 'none' | 'flex' | 'grid';
  flexFlow?: FlexFlow;
  flexMainPlace?: FlexAlign;
  flexCrossPlace?: FlexCross;
  flexTrackPlace?: FlexAlign;
  /** Share of the space that is left on the main axis; 0 keeps the own size. */
  flexGrow?: number;
  /** Overrides the parent's `flexCrossPlace` for this child. */
  flexSelf?: FlexCross;
  gridColumns?: readonly GridTrack[];
  gridRows?: readonly GridTrack[];
  gridColumnSpan?: number;
  gridRowSpan?: number;

  bgColor?: Color;
  bgOpa?: Opa;
  radius?: number;
  borderColor?: Color;
  borderOpa?: Opa;
  borderWidth?: number;
  outlineColor?: Color;
  outlineOpa?: Opa;
  outlineWidth?: number;
  outlinePad?: number;
  shadowColor?: Color;
  shadowOpa?: Opa;
  shadowWidth?: number;
  shadowSpread?: number;
  shadowOfsY?: number;
  arcColor?: Color;
  arcWidth?: number;

  /** Inherited by children, as in LVGL. */
  textColor?: Color;
  textFont?: FontName;
  textAlign?: TextAlign;
  textLetterSpace?: number;
  textLineSpace?: number;
}

/** A style with the part and the states it is for. */
export interface StyleEntry {
  readonly style: StyleProps;
  readonly part: Part;
  readonly state: number;
}

/** A length after resolving: a pixel count, a fraction of the parent, or the content. */
export interface ResolvedLength {
  kind: 'px' | 'share' | 'content';
  value: number;
}

/** One for all, so that two styles without tracks compare as equal. */
const NO_TRACKS: readonly GridTrack[] = [];

/** Every property with its value: device pixels and plain colours. One hidden class for all objects. */
export class ResolvedStyle {
  width: ResolvedLength = { kind: 'content', value: 0 };
  height: ResolvedLength = { kind: 'content', value: 0 };
  minWidth = 0;
  minHeight = 0;
  maxWidth: ResolvedLength = { kind: 'px', value: Number.POSITIVE_INFINITY };
  maxHeight: ResolvedLength = { kind: 'px', value: Number.POSITIVE_INFINITY };
  x = 0;
  y = 0;
  align: Align = 'topLeft';
  padTop = 0;
  padRight = 0;
  padBottom = 0;
  padLeft = 0;
  padRow = 0;
  padColumn = 0;
  layout: 'none' | 'flex' | 'grid' = 'none';
  flexFlow: FlexFlow = 'row';
  flexMainPlace: FlexAlign = 'start';
  flexCrossPlace: FlexCross = 'start';
  flexTrackPlace: FlexAlign = 'start';
  flexGrow = 0;
  flexSelf: FlexCross | null = null;
  gridColumns: readonly GridTrack[] = NO_TRACKS;
  gridRows: readonly GridTrack[] = NO_TRACKS;
  gridColumnSpan = 1;
  gridRowSpan = 1;
  bgColor = 0;
  bgOpa = 0;
  radius = 0;
  borderColor = 0;
  borderOpa = 255;
  borderWidth = 0;
  outlineColor = 0;
  outlineOpa = 255;
  outlineWidth = 0;
  outlinePad = 0;
  shadowColor = 0;
  shadowOpa = 0;
  shadowWidth = 0;
  shadowSpread = 0;
  shadowOfsY = 0;
  arcColor = 0;
  arcWidth = 0;
  textColor = 0;
  textFont: FontName = 'body';
  textAlign: TextAlign = 'left';
  textLetterSpace = 0;
  textLineSpace = 0;

  /** How far drawing reaches beyond the object's box (LVGL's ext_draw_size). */
  extDrawSize = 0;

  /** What it was resolved for: the part, the state, and the style its text properties may have come from. */
  readonly part: Part;
  readonly state: number;
  readonly inherited: ResolvedStyle | null;

  constructor(part: Part, state: number, inherited: ResolvedStyle | null) {
    this.part = part;
    this.state = state;
    this.inherited = inherited;
  }

  /** True when resolving it for these would give the same again. */
  isFor(part: Part, state: number, inherited: ResolvedStyle | null): boolean {
    if (part !== this.part || state !== this.state) return false;
    const own = this.inherited;
    if (own === inherited) return true;
    return (
      own !== null && inherited !== null && own.textColor === inherited.textColor && !textShapeDiffers(own, inherited)
    );
  }

  /** Left padding and border together, and so on: where the content begins. */
  get insetLeft(): number {
    return this.padLeft + this.borderWidth;
  }
  get insetTop(): number {
    return this.padTop + this.borderWidth;
  }
  get insetHor(): number {
    return this.padLeft + this.padRight + 2 * this.borderWidth;
  }
  get insetVer(): number {
    return this.padTop + this.padBottom + 2 * this.borderWidth;
  }
}

/** An upper limit in device pixels; Infinity where there is none, or where the space it is a share of is not known. */
export function mostPixels(max: ResolvedLength, space: number): number {
  if (max.kind === 'content' || (max.kind === 'share' && !Number.isFinite(space))) return Number.POSITIVE_INFINITY;
  return Math.floor(max.kind === 'share' ? max.value * space : max.value);
}

function resolveLength(value: Length, scale: number): ResolvedLength {
  if (value === 'content') return { kind: 'content', value: 0 };
  if (typeof value === 'number') return { kind: 'px', value: Math.round(value * scale) };
  return { kind: 'share', value: Number.parseFloat(value) / 100 };
}

/**
 * Lays the entries that match `part` and `state` over each other, weakest first (LVGL's rule: the entry for the larger
 * state number wins, among equals the local one), then scales and looks colours up.
 * @param themed by ascending state, without shorthands; `local` likewise
 * @param inherited the parent's main style, from which text properties come when nothing sets them
 */
export function resolveStyle(
  themed: readonly StyleEntry[],
  local: readonly StyleEntry[],
  part: Part,
  state: number,
  theme: Theme,
  scale: number,
  inherited: ResolvedStyle | null,
): ResolvedStyle {
  const p: StyleProps = {};
  let own = 0;
  for (let i = 0; i <= themed.length; i++) {
    const entry = themed[i];
    for (; own < local.length && (!entry || local[own]!.state < entry.state); own++)
      layOver(p, local[own]!, part, state);
    if (entry) layOver(p, entry, part, state);
  }

  const px = (value: number | undefined): number => (value === undefined ? 0 : Math.round(value * scale));
  // A hairline stays visible at any scale.
  const line = (value: number | undefined): number => (value ? Math.max(1, Math.round(value * scale)) : 0);
  const color = (value: Color | undefined): number =>
    value === undefined ? 0 : typeof value === 'number' ? value : theme.colors[value];

  const r = new ResolvedStyle(part, state, inherited);
  if (p.width !== undefined) r.width = resolveLength(p.width, scale);
  if (p.height !== undefined) r.height = resolveLength(p.height, scale);
  if (p.maxWidth !== undefined) r.maxWidth = resolveLength(p.maxWidth, scale);
  if (p.maxHeight !== undefined) r.maxHeight = resolveLength(p.maxHeight, scale);
  r.minWidth = px(p.minWidth);
  r.minHeight = px(p.minHeight);
  r.x = px(p.x);
  r.y = px(p.y);
  r.align = p.align ?? 'topLeft';
  r.padTop = px(p.padTop);
  r.padRight = px(p.padRight);
  r.padBottom = px(p.padBottom);
  r.padLeft = px(p.padLeft);
  r.padRow = px(p.padRow);
  r.padColumn = px(p.padColumn);
  r.layout = p.layout ?? 'none';
  r.flexFlow = p.flexFlow ?? 'row';
  r.flexMainPlace = p.flexMainPlace ?? 'start';
  r.flexCrossPlace = p.flexCrossPlace ?? 'start';
  r.flexTrackPlace = p.flexTrackPlace ?? 'start';
  r.flexGrow = p.flexGrow ?? 0;
  r.flexSelf = p.flexSelf ?? null;
  r.gridColumns = p.gridColumns ?? NO_TRACKS;
  r.gridRows = p.gridRows ?? NO_TRACKS;
  r.gridColumnSpan = p.gridColumnSpan ?? 1;
  r.gridRowSpan = p.gridRowSpan ?? 1;
  r.bgColor = color(p.bgColor);
  r.bgOpa = p.bgOpa ?? (p.bgColor === undefined ? 0 : 255);
  r.radius = px(p.radius);
  r.borderColor = color(p.borderColor);
  r.borderOpa = p.borderOpa ?? 255;
  r.borderWidth = line(p.borderWidth);
  r.outlineColor = color(p.outlineColor);
  r.outlineOpa = p.outlineOpa ?? 255;
  r.outlineWidth = line(p.outlineWidth);
  r.outlinePad = px(p.outlinePad);
  r.shadowColor = color(p.shadowColor);
  r.shadowOpa = p.shadowOpa ?? 0;
  r.shadowWidth = px(p.shadowWidth);
  r.shadowSpread = px(p.shadowSpread);
  r.shadowOfsY = px(p.shadowOfsY);
  r.arcColor = color(p.arcColor);
  r.arcWidth = px(p.arcWidth);
  r.textColor = p.textColor !== undefined ? color(p.textColor) : (inherited?.textColor ?? theme.colors.text);
  r.textFont = p.textFont ?? inherited?.textFont ?? 'body';
  r.textAlign = p.textAlign ?? inherited?.textAlign ?? 'left';
  r.textLetterSpace = p.textLetterSpace !== undefined ? px(p.textLetterSpace) : (inherited?.textLetterSpace ?? 0);
  r.textLineSpace = p.textLineSpace !== undefined ? px(p.textLineSpace) : (inherited?.textLineSpace ?? 0);

  const outline = r.outlineWidth > 0 && r.outlineOpa > 0 ? r.outlineWidth + r.outlinePad : 0;
  const shadow = r.shadowOpa > 0 ? r.shadowWidth + r.shadowSpread + Math.abs(r.shadowOfsY) : 0;
  r.extDrawSize = Math.max(outline, shadow);
  return r;
}

function layOver(props: StyleProps, entry: StyleEntry, part: Part, state: number): void {
  if (entry.part === part && (entry.state & state) === entry.state) Object.assign(props, entry.style);
}

/** Shorthands become the longhands, so that a later longhand can override them and the other way round. */
export function longhand(style: StyleProps): StyleProps {
  if (!('padAll' in style || 'padHor' in style || 'padVer' in style || 'padGap' in style)) return style;
  const { padAll, padHor, padVer, padGap, ...rest } = style;
  const long: StyleProps = {};
  const hor = padHor ?? padAll;
  const ver = padVer ?? padAll;
  if (hor !== undefined) long.padLeft = long.padRight = hor;
  if (ver !== undefined) long.padTop = long.padBottom = ver;
  if (padGap !== undefined) long.padRow = long.padColumn = padGap;
  return Object.assign(long, rest);
}

/** True when text laid out with one style would lie differently with the other. */
export const textShapeDiffers = (a: ResolvedStyle, b: ResolvedStyle): boolean =>
  a.textFont !== b.textFont ||
  a.textAlign !== b.textAlign ||
  a.textLetterSpace !== b.textLetterSpace ||
  a.textLineSpace !== b.textLineSpace;

const BOX_NAMES = [
  'minWidth',
  'minHeight',
  'x',
  'y',
  'align',
  'padTop',
  'padRight',
  'padBottom',
  'padLeft',
  'padRow',
  'padColumn',
  'layout',
  'flexFlow',
  'flexMainPlace',
  'flexCrossPlace',
  'flexTrackPlace',
  'flexGrow',
  'flexSelf',
  'borderWidth',
  'gridColumns',
  'gridRows',
  'gridColumnSpan',
  'gridRowSpan',
] as const;
const LENGTH_NAMES = ['width', 'height', 'maxWidth', 'maxHeight'] as const;
const SHAPE_NAMES: ReadonlySet<string> = new Set([
  ...BOX_NAMES,
  ...LENGTH_NAMES,
  'textFont',
  'textAlign',
  'textLetterSpace',
  'textLineSpace',
]);

/** True when the style, without shorthands, says something about sizes, places or the shape of text. */
export function reshapes(style: StyleProps): boolean {
  for (const name in style) if (SHAPE_NAMES.has(name)) return true;
  return false;
}

/** True when an object would be measured or its children placed differently with the other style. */
export function boxDiffers(a: ResolvedStyle, b: ResolvedStyle): boolean {
  for (const name of LENGTH_NAMES) if (a[name].kind !== b[name].kind || a[name].value !== b[name].value) return true;
  for (const name of BOX_NAMES) if (a[name] !== b[name]) return true;
  return false;
}
