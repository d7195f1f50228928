import { type Bindable, type Element, read, Show } from '../../jsx/index.ts';
import type { IconName } from '../../lvgl/index.ts';
import { useApp } from '../context.ts';
import type { Text } from '../i18n.ts';
import type { Action } from './action.ts';

interface TextButtonProps {
  text: Text;
  icon?: IconName;
  /** What it does: an action shows that it is under way. */
  does: Action | (() => void);
  variant?: 'primary' | 'danger' | 'ghost';
  disabled?: Bindable<boolean>;
  autoFocus?: boolean;
}

/** A button with a text. While its action is under way it takes no second click, and turns a spinner. */
export function TextButton({
  text,
  icon,
  does,
  variant,
  disabled = false,
  autoFocus = false,
}: TextButtonProps): Element {
  const { asking } = useApp();
  const busy = (): boolean => typeof does !== 'function' && does.busy.value;
  // While it waits for the person, nothing is under way that a spinner could tell of.
  const spins = (): boolean => busy() && !asking.value;
  return (
    <button
      variant={variant ?? ''}
      disabled={() => read(disabled) || busy()}
      autoFocus={autoFocus}
      onClicked={() => (typeof does === 'function' ? does() : does.run())}
    >
      <Show when={spins}>
        <spinner style={{ width: 20, height: 20 }} />
      </Show>
      {icon && <icon icon={icon} hidden={spins} />}
      <label text={text} />
    </button>
  );
}

interface IconButtonProps {
  icon: IconName;
  /** What it does, for those who cannot see the icon. */
  label: Text;
  onClicked: () => void;
  disabled?: Bindable<boolean>;
}

export function IconButton({ icon, label, onClicked, disabled = false }: IconButtonProps): Element {
  return (
    <button variant="icon" label={label} disabled={disabled} onClicked={onClicked}>
      <icon icon={icon} />
    </button>
  );
}
