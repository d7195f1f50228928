import type { Result } from '../../../core/api/contract.ts';
import { ApiError, type PasswordProblem } from '../../../core/api/errors.ts';
import { type Element, onCleanup, type ReadonlySignal, read, signal, useEffect } from '../../jsx/index.ts';
import { useApp } from '../context.ts';
import type { Text, TextKey } from '../i18n.ts';
import { Column, Row } from './box.tsx';
import { PasswordField } from './field.tsx';
import { type Secret, useSecret } from './secret.ts';

type Check = Result<'password.check'>;

/** A password that is being chosen: typed twice, judged by the recorder as it is typed. */
export interface NewPassword {
  readonly first: Secret;
  readonly second: Secret;
  /** The recorder's judgement of what is in the first field; null until there is one. */
  readonly check: ReadonlySignal<Check | null>;
  /** Why the password was refused when it was to be stored. */
  readonly refusal: { value: PasswordProblem | null };
  /** True when the policy holds and both fields are the same. */
  ready(): boolean;
  clear(): void;
}

/**
 * Judges what is typed, one question to the daemon at a time: an answer to an older text is passed over, and the next
 * question asks about the text of that moment.
 * @param user whose password it will be; reads signals
 */
export function useNewPassword(user: () => string): NewPassword {
  const { api, wait } = useApp();
  const first = useSecret();
  const second = useSecret();
  const check = signal<Check | null>(null);
  const refusal = signal<PasswordProblem | null>(null);
  /** Counts the texts: the newest, and the one `check` is about. */
  const newest = signal(0);
  const judged = signal(0);
  let asking = false;
  let gone = false;

  const ask = async (): Promise<void> => {
    asking = true;
    while (!gone && judged.peek() !== newest.peek()) {
      const about = newest.peek();
      try {
        const answer = await api.call('password.check', { password: first.read(), user: user() });
        if (about !== newest.peek()) continue;
        check.value = answer;
        judged.value = about;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        // Nothing was judged, so OK stays closed; the next letter asks again.
        break;
      }
    }
    asking = false;
  };
  useEffect(() => {
    const empty = first.read() === '';
    user();
    newest.value = newest.peek() + 1;
    refusal.value = null;
    if (empty) check.value = null;
    else if (!asking) void wait(ask());
  });
  onCleanup(() => {
    gone = true;
  });

  return {
    first,
    second,
    check,
    refusal,
    ready: () => judged.value === newest.value && check.value?.problem === null && first.read() === second.read(),
    clear() {
      first.clear();
      second.clear();
    },
  };
}

/** The two fields. */
export function NewPasswordFields({ of, autoFocus = true }: { of: NewPassword; autoFocus?: boolean }): Element {
  const { first, second, check, refusal } = of;
  const { t } = useApp();
  const problem = (): string => {
    const known = refusal.value ?? check.value?.problem;
    // Length and kinds are in the list of rules, which ticks them.
    if (!known || known === 'tooShort' || known === 'tooFewKinds') return '';
    return t(`problem.${known as PasswordProblem}`)();
  };
  const mismatch = (): string => {
    const again = second.read();
    return again !== '' && !first.read().startsWith(again) ? t('password.mismatch')() : '';
  };
  return (
    <Column gap={14}>
      <PasswordField label={t('password.create')} secret={first} error={problem} autoFocus={autoFocus} />
      <PasswordField label={t('password.confirm')} secret={second} error={mismatch} />
    </Column>
  );
}

const RULES = [
  ['length', 'rules.length'],
  ['lower', 'rules.lower'],
  ['upper', 'rules.upper'],
  ['digit', 'rules.digit'],
  ['special', 'rules.special'],
  ['notGuessable', 'rules.notGuessable'],
] as const satisfies readonly (readonly [keyof Check['rules'], TextKey])[];

const STRENGTHS = [
  'strength.0',
  'strength.1',
  'strength.2',
  'strength.3',
  'strength.4',
] as const satisfies readonly TextKey[];
const EMPTY = 'surfaceHover';
const COLORS = ['danger', 'danger', 'warning', 'success', 'success'] as const;

/** How good it is, and the rules, each ticking as it is met. */
export function PasswordRules({ of: { check } }: { of: NewPassword }): Element {
  const { t } = useApp();
  return (
    <Column gap={10}>
      <StrengthMeter of={check} />
      <label variant="caption muted" text={t('rules.intro')} />
      <Column gap={6}>
        {RULES.map(([rule, key]) => (
          <Rule met={() => check.value?.rules[rule] ?? false} text={t(key)} />
        ))}
      </Column>
    </Column>
  );
}

function Rule({ met, text }: { met: () => boolean; text: Text }): Element {
  const { t } = useApp();
  return (
    <Row gap={10}>
      <icon
        icon={() => (met() ? 'circle-check' : 'circle')}
        label={() => (met() ? t('rules.met') : t('rules.open'))()}
        style={() => ({ textColor: met() ? 'success' : 'textMuted' })}
      />
      <label text={text} style={() => ({ flexGrow: 1, textColor: met() ? 'text' : 'textMuted' })} />
    </Row>
  );
}

function StrengthMeter({ of: check }: { of: ReadonlySignal<Check | null> }): Element {
  const { t } = useApp();
  const steps = (): number => (check.value ? check.value.strength + 1 : 0);
  const word = (): string => (check.value ? read(t(STRENGTHS[check.value.strength])) : '');
  return (
    <Column gap={8}>
      <Row gap={8} main="spaceBetween">
        <label text={t('strength.title')} />
        <label variant="strong" role="status" text={word} />
      </Row>
      <Row gap={6}>
        {STRENGTHS.map((_, i) => (
          <obj
            style={() => ({
              flexGrow: 1,
              height: 6,
              radius: 3,
              bgColor: i < steps() ? (COLORS[steps() - 1] ?? EMPTY) : EMPTY,
            })}
          />
        ))}
      </Row>
    </Column>
  );
}
