/** The toolkit as screens and hosts see it. */
export { type Area, contains, covers, isEmpty, overlaps } from './area.ts';
export { Display, type DisplayOptions } from './display.ts';
export { type EventCode, type EventHandler, ObjEvent } from './event.ts';
export type { Clock, DisplayDriver, InputEvent, InputSink, Key, Surface } from './hal.ts';
export { BUTTON_LEFT, BUTTON_MIDDLE, BUTTON_RIGHT } from './hal.ts';
export { type AccessiblePart, drawBox, Obj, type Role, type Selector } from './obj.ts';
export { atScrollEnd, canScroll, maxScrollY, scrollBy, scrollTo } from './scroll.ts';
export type {
  Align,
  Color,
  FlexAlign,
  FlexCross,
  Length,
  Part,
  ResolvedStyle,
  StateName,
  StyleEntry,
  StyleProps,
} from './style.ts';
export { STATE } from './style.ts';
export { type FontName, Fonts, ICONS, type IconName, loadLineBreaks } from './text/index.ts';
export { COLOR_NAMES, type ColorName, type Palette, type Theme } from './theme.ts';
export { makeTheme } from './theme-default.ts';
export { ThemeError, type ThemeTokens } from './theme-tokens.ts';
export { Bar } from './widgets/bar.ts';
export { Button, textWithin } from './widgets/button.ts';
export { Checkbox } from './widgets/checkbox.ts';
export { Dropdown } from './widgets/dropdown.ts';
export { Icon } from './widgets/icon.ts';
export { Keyboard, type KeyboardLocale, type KeyboardMode } from './widgets/keyboard.ts';
export { Label } from './widgets/label.ts';
export { QRCode, type QRModules } from './widgets/qrcode.ts';
export { Spinner } from './widgets/spinner.ts';
export { Table, type TableColumn } from './widgets/table.ts';
export { Textarea } from './widgets/textarea.ts';
