import { type Bindable, type Child, type Element, read } from '../../jsx/index.ts';
import { type IconName, type Obj, type ObjEvent, Textarea } from '../../lvgl/index.ts';
import { useApp } from '../context.ts';
import type { Text } from '../i18n.ts';
import { Column, Row } from './box.tsx';
import { focusFirst } from './focus.ts';
import { Over } from './over.tsx';

export interface CardProps {
  title: Text;
  /** One line under the title. */
  subtitle?: Text;
  icon?: IconName;
  /** Colour of the icon, where it says more than the text. */
  tone?: 'info' | 'success' | 'warning' | 'danger';
  /** Logical pixels; less where the screen is narrower. */
  width?: number;
  /** Buttons, the main one last. */
  actions?: Child;
  /** Enter in a field. Not called while `disabled` holds. */
  onSubmit?: () => void;
  submitDisabled?: Bindable<boolean>;
  /** Escape. */
  onCancel?: () => void;
  children: Child;
}

const DEFAULT_WIDTH = 560;
/** Logical pixels: below this, a screen with the keyboard on it needs every line for what is filled in. */
const LOW = 560;

/** Title, body and buttons on a surface. The body scrolls where the screen is too low for it; title and buttons stay. */
function Card(props: CardProps & { variant: 'card' | 'dialog'; role: Obj['role'] }): Element {
  const submit = (event: ObjEvent): void => {
    if (!(event.target instanceof Textarea) || !props.onSubmit) return;
    event.stop();
    if (props.submitDisabled === undefined || !read(props.submitDisabled)) props.onSubmit();
    else nextField(event.target);
  };
  const cancel = (event: ObjEvent): void => {
    event.stop();
    props.onCancel?.();
  };
  const { display, keyboardSpace } = useApp();
  const low = (): boolean => display.height / display.scale - keyboardSpace.value < LOW;
  return (
    <obj
      variant={props.variant}
      role={props.role}
      label={props.title}
      onReady={submit}
      onCancel={cancel}
      style={() => ({
        width: props.width ?? DEFAULT_WIDTH,
        maxWidth: '100%',
        maxHeight: '100%',
        layout: 'flex',
        flexFlow: 'column',
        flexCrossPlace: 'stretch',
        padRow: 0,
        padHor: 0,
        padVer: low() ? 12 : 24,
      })}
    >
      <Row gap={14} style={() => ({ padHor: 28, padBottom: low() ? 8 : 16 })}>
        {props.icon && (
          <obj hidden={low} style={{ width: 44, height: 44, radius: 12, bgColor: 'surfaceRaised' }}>
            <icon icon={props.icon} style={{ align: 'center', textColor: props.tone ?? 'info' }} />
          </obj>
        )}
        <Column gap={2} grow={1}>
          <label variant="title" text={props.title} />
          {props.subtitle && <label variant="muted" text={props.subtitle} hidden={low} />}
        </Column>
      </Row>
      <Column grow={1} gap={16} scrollable style={{ padHor: 28, padVer: 4 }}>
        {props.children}
      </Column>
      {props.actions && (
        <Row main="end" style={() => ({ padHor: 28, padTop: low() ? 10 : 20 })}>
          {props.actions}
        </Row>
      )}
    </obj>
  );
}

/** A card in the middle of the screen, with nothing behind it. */
export function Page(props: CardProps): Element {
  return (
    <obj
      style={{ flexGrow: 1, layout: 'flex', flexMainPlace: 'center', flexCrossPlace: 'center', padHor: 24, padVer: 12 }}
      ref={focusFirst}
    >
      <Card {...props} variant="card" role="group" />
    </obj>
  );
}

/** A card over everything, which has to be dealt with first. Escape is *Cancel*. */
export function Dialog(props: CardProps): Element {
  const { keyboardSpace } = useApp();
  return (
    <Over layer="topLayer">
      <obj
        variant="scrim"
        modal
        clickable
        style={() => ({
          width: '100%',
          height: '100%',
          layout: 'flex',
          flexMainPlace: 'center',
          flexCrossPlace: 'center',
          padHor: 24,
          padTop: 24,
          padBottom: 24 + keyboardSpace.value,
        })}
        ref={focusFirst}
      >
        <Card {...props} variant="dialog" role="dialog" />
      </obj>
    </Over>
  );
}

/** Enter goes on to the next field as long as something is missing. */
function nextField(field: Textarea): void {
  const { group } = field.display;
  const order = group.order();
  const at = order.indexOf(field);
  const next = [...order.slice(at + 1), ...order.slice(0, at)].find((obj) => obj instanceof Textarea);
  if (next) group.focus(next);
}
