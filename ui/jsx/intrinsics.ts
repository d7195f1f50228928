/** The elements that stand for toolkit objects, and their props. */
import {
  Bar,
  Button,
  Checkbox,
  Dropdown,
  type EventCode,
  type EventHandler,
  Icon,
  Keyboard,
  Label,
  Obj,
  QRCode,
  Spinner,
  type StateName,
  type StyleProps,
  Table,
  Textarea,
} from '../lvgl/index.ts';
import { type Bindable, bind, type Child, type Element, mountChild, read } from './element.ts';

type EventProps = { [C in EventCode as `on${Capitalize<C>}`]?: EventHandler };

/** Props of every object. */
export interface ObjProps extends EventProps {
  style?: Bindable<StyleProps>;
  /** Styles for states, e.g. `{ pressed: { bgColor: 'primaryPressed' } }`. */
  stateStyles?: Partial<Record<StateName, StyleProps>>;
  /** Theme variants, separated by spaces. */
  variant?: Bindable<string>;
  /** What was entered was refused. */
  error?: Bindable<boolean>;
  checked?: Bindable<boolean>;
  hidden?: Bindable<boolean>;
  disabled?: Bindable<boolean>;
  label?: Bindable<string>;
  role?: Obj['role'];
  scrollable?: boolean;
  clickable?: boolean;
  clickFocusable?: boolean;
  floating?: boolean;
  modal?: boolean;
  autoFocus?: boolean;
  ownsDrag?: boolean;
  children?: Child;
}

/** A setter of a widget that an element offers as a prop. */
type WidgetProps<T extends Obj, K extends keyof T> = ObjProps & { [P in K]?: Bindable<T[P]> } & {
  ref?: (obj: T) => void;
};

/** A toolkit class with the setters its element offers besides those of every object. */
interface Intrinsic<T extends Obj, K extends keyof T> {
  readonly make: new (parent: Obj) => T;
  readonly props: readonly K[];
}

const intrinsic = <T extends Obj, const K extends keyof T = never>(
  make: new (parent: Obj) => T,
  ...props: K[]
): Intrinsic<T, K> => ({ make, props });

export const intrinsics = {
  obj: intrinsic(Obj),
  label: intrinsic(Label, 'text', 'maxLines'),
  button: intrinsic(Button),
  icon: intrinsic(Icon, 'icon', 'size'),
  bar: intrinsic(Bar, 'min', 'max', 'value'),
  spinner: intrinsic(Spinner),
  qrcode: intrinsic(QRCode, 'modules', 'modulePx'),
  checkbox: intrinsic(Checkbox, 'text'),
  dropdown: intrinsic(Dropdown, 'options', 'selected'),
  table: intrinsic(Table, 'columns', 'rows', 'selected'),
  // What limits a text comes before the text.
  textarea: intrinsic(
    Textarea,
    'placeholderText',
    'passwordMode',
    'acceptedChars',
    'upperCase',
    'maxLength',
    'grouping',
    'readOnly',
    'text',
  ),
  keyboard: intrinsic(Keyboard, 'mode', 'locale', 'textarea'),
};

type Intrinsics = typeof intrinsics;
export type IntrinsicName = keyof Intrinsics;
export type IntrinsicProps<N extends IntrinsicName> =
  Intrinsics[N] extends Intrinsic<infer T, infer K> ? WidgetProps<T, K> : never;

const SETTERS = [
  'hidden',
  'disabled',
  'label',
  'role',
  'scrollable',
  'clickable',
  'clickFocusable',
  'floating',
  'modal',
  'autoFocus',
  'ownsDrag',
] as const;

export function intrinsicElement<T extends Obj, K extends keyof T>(
  { make, props: own }: Intrinsic<T, K>,
  props: WidgetProps<T, K>,
): Element {
  return {
    mount(parent) {
      const obj = new make(parent);
      applyCommon(obj, props);
      for (const name of own) {
        const value = props[name];
        if (value !== undefined) {
          bind<T[K]>(obj, value as Bindable<T[K]>, (v) => {
            obj[name] = v;
          });
        }
      }
      if (obj instanceof Label && props.children !== undefined) bindText(obj, props.children);
      else mountChild(obj, props.children);
      props.ref?.(obj);
    },
  };
}

/** The text between a label's tags is its text, not a label inside it. */
function bindText(label: Label, children: Child): void {
  const parts = (Array.isArray(children) ? children : [children]) as readonly (
    | Bindable<string>
    | null
    | undefined
    | false
  )[];
  const text = parts.length === 1 ? parts[0] : () => parts.map((part) => (part ? read(part) : '')).join('');
  if (text) {
    bind(label, text, (now) => {
      label.text = now;
    });
  }
}

function applyCommon(obj: Obj, props: ObjProps): void {
  for (const [state, style] of Object.entries(props.stateStyles ?? {}))
    obj.setStyle(style, { state: state as StateName });
  if (props.style !== undefined) bindStyle(obj, props.style);
  if (props.variant !== undefined) bindVariants(obj, props.variant);
  if (props.checked !== undefined) bind(obj, props.checked, (on) => obj.setState('checked', on));
  if (props.error !== undefined) bind(obj, props.error, (on) => obj.setState('error', on));
  for (const name of SETTERS) {
    const value = props[name] as Bindable<Obj[typeof name]> | undefined;
    if (value !== undefined) bind(obj, value, (v) => Object.assign(obj, { [name]: v }));
  }
  for (const [name, handler] of Object.entries(props)) {
    if (/^on[A-Z]/.test(name) && typeof handler === 'function')
      obj.on((name.charAt(2).toLowerCase() + name.slice(3)) as EventCode, handler as EventHandler);
  }
}

/** A property that a new value leaves out goes back to the theme's. */
function bindStyle(obj: Obj, style: Bindable<StyleProps>): void {
  let before: StyleProps = {};
  bind(obj, style, (now) => {
    const left = Object.fromEntries(Object.entries(before).filter(([name]) => !(name in now)));
    if (Object.keys(left).length > 0) obj.removeStyle(left);
    obj.setStyle(now);
    before = now;
  });
}

function bindVariants(obj: Obj, variant: Bindable<string>): void {
  let before: string[] = [];
  bind(obj, variant, (names) => {
    const now = names.split(' ').filter((name) => name !== '');
    for (const name of before) if (!now.includes(name)) obj.setVariant(name, false);
    for (const name of now) obj.setVariant(name);
    before = now;
  });
}
