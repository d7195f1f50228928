import { type Bindable, type Child, type Element, read } from '../../jsx/index.ts';
import type { FlexAlign, FlexCross, Obj, StyleProps } from '../../lvgl/index.ts';

interface BoxProps {
  /** Logical pixels between the children. */
  gap?: number;
  /** Share of the room that is left in the box around it. */
  grow?: number;
  main?: FlexAlign;
  cross?: FlexCross;
  style?: Bindable<StyleProps>;
  hidden?: Bindable<boolean>;
  scrollable?: boolean;
  ref?: (obj: Obj) => void;
  children?: Child;
}

/** Children one under another, as wide as the column. */
export function Column({
  gap = 16,
  grow = 0,
  main = 'start',
  cross = 'stretch',
  style,
  children,
  ...rest
}: BoxProps): Element {
  return (
    <obj
      style={() => ({
        layout: 'flex',
        flexFlow: 'column',
        flexMainPlace: main,
        flexCrossPlace: cross,
        flexGrow: grow,
        padRow: gap,
        ...(style === undefined ? {} : read(style)),
      })}
      {...rest}
    >
      {children}
    </obj>
  );
}

/** Children side by side, on one middle line. */
export function Row({
  gap = 12,
  grow = 0,
  main = 'start',
  cross = 'center',
  style,
  children,
  ...rest
}: BoxProps): Element {
  return (
    <obj
      style={() => ({
        layout: 'flex',
        flexFlow: 'row',
        flexMainPlace: main,
        flexCrossPlace: cross,
        flexGrow: grow,
        padColumn: gap,
        ...(style === undefined ? {} : read(style)),
      })}
      {...rest}
    >
      {children}
    </obj>
  );
}

/** Takes the room that is left in a row or column. */
export function Spacer(): Element {
  return <obj style={{ flexGrow: 1 }} />;
}
