import { type Bindable, type Child, type Element, read, Show, type Signal, signal } from '../../jsx/index.ts';
import type { Textarea } from '../../lvgl/index.ts';
import { useApp } from '../context.ts';
import type { Text } from '../i18n.ts';
import { Column, Row } from './box.tsx';
import type { Secret } from './secret.ts';

interface FieldProps {
  label: Text;
  /** A word about it at the other end of the label's line. */
  aside?: Text;
  /** Why what was entered is refused; '' when it is not. */
  error?: Bindable<string>;
  /** Worth a look, but not refused; '' for none. */
  warning?: Bindable<string>;
  /** What to enter, as long as nothing is wrong. */
  hint?: Bindable<string>;
  children: Child;
}

const none = (): string => '';

/** A label, something to fill in, and a line under it that says what is wrong. */
export function Field({ label, aside, error = none, warning = none, hint = none, children }: FieldProps): Element {
  const hintShown = (): string => (read(error) || read(warning) ? '' : read(hint));
  const warningShown = (): string => (read(error) ? '' : read(warning));
  return (
    <Column gap={6}>
      <Row>
        <label variant="muted" text={label} style={{ flexGrow: 1 }} />
        {aside && <label variant="caption muted" text={aside} />}
      </Row>
      {children}
      <Line variant="danger" text={error} />
      <Line variant="warning" text={warningShown} />
      <Line variant="muted" text={hintShown} />
    </Column>
  );
}

function Line({ variant, text }: { variant: string; text: Bindable<string> }): Element {
  return (
    <Show when={() => read(text) !== ''}>
      <label variant={`caption ${variant}`} role="status" text={text} />
    </Show>
  );
}

interface PasswordFieldProps {
  label: Text;
  secret: Secret;
  error?: Bindable<string>;
  hint?: Bindable<string>;
  autoFocus?: boolean;
  disabled?: Bindable<boolean>;
}

/** A masked field with an eye that shows what was typed for as long as it is open. */
export function PasswordField({
  label,
  secret,
  autoFocus = false,
  disabled = false,
  ...lines
}: PasswordFieldProps): Element {
  const { t } = useApp();
  const revealed = signal(false);
  return (
    <Field label={label} {...lines}>
      <Row gap={8}>
        <textarea
          label={label}
          passwordMode={() => !revealed.value}
          error={() => read(lines.error ?? none) !== ''}
          autoFocus={autoFocus}
          disabled={disabled}
          maxLength={LONGEST_PASSWORD}
          style={{ flexGrow: 1 }}
          ref={secret.attach}
        />
        <button
          variant="icon"
          label={() => (revealed.value ? t('password.hide') : t('password.reveal'))()}
          onClicked={() => {
            revealed.value = !revealed.value;
          }}
        >
          <icon icon={() => (revealed.value ? 'eye-off' : 'eye')} />
        </button>
      </Row>
    </Field>
  );
}

/** What the daemon reads at all; its policy takes up to 128 characters and says so. */
const LONGEST_PASSWORD = 256;

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  /** Holds the text, both ways. */
  value: Signal<string>;
  placeholder?: Bindable<string>;
  keys?: 'text' | 'email';
  maxLength: number;
  autoFocus?: boolean;
  disabled?: Bindable<boolean>;
}

export function TextField({
  label,
  value,
  placeholder,
  keys,
  maxLength,
  autoFocus = false,
  disabled = false,
  ...lines
}: TextFieldProps): Element {
  const app = useApp();
  return (
    <Field label={label} {...lines}>
      <textarea
        label={label}
        placeholderText={placeholder ?? ''}
        error={() => read(lines.error ?? none) !== ''}
        maxLength={maxLength}
        autoFocus={autoFocus}
        disabled={disabled}
        onValueChanged={(event) => {
          value.value = (event.target as Textarea).text;
        }}
        text={value}
        ref={(field) => {
          if (keys) app.keysFor(field, keys);
        }}
      />
    </Field>
  );
}
