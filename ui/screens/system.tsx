/** Configuration > System: language, look, input, automatic lock, what the recorder is, and the way back to the factory. */
import type { Settings, ThemeName } from '../../core/api/contract.ts';
import { type Child, type Element, Show } from '../jsx/index.ts';
import type { Dropdown } from '../lvgl/index.ts';
import { useAction } from './common/action.ts';
import { Column, Row } from './common/box.tsx';
import { TextButton } from './common/buttons.tsx';
import { LanguageChoice } from './common/language.tsx';
import { Configuration, FORM } from './configuration.tsx';
import { useApp } from './context.ts';
import type { Text, TextKey } from './i18n.ts';

const CHOICE_WIDTH = 280;

const THEMES = [
  ['dark', 'theme.dark'],
  ['light', 'theme.light'],
  ['highContrast', 'theme.highContrast'],
] as const satisfies readonly (readonly [ThemeName, TextKey])[];

const LAYOUTS = [
  ['us', 'layout.us'],
  ['gb', 'layout.gb'],
  ['de', 'layout.de'],
  ['fr', 'layout.fr'],
  ['es', 'layout.es'],
  ['ru', 'layout.ru'],
] as const satisfies readonly (readonly [Settings['keyboard'], TextKey])[];

const SPEEDS = [
  [-1, 'speed.slowest'],
  [-0.5, 'speed.slow'],
  [0, 'speed.normal'],
  [0.5, 'speed.fast'],
  [1, 'speed.fastest'],
] as const satisfies readonly (readonly [number, TextKey])[];

/** Minutes; 0 never. */
const LOCKS = [0, 1, 2, 5, 10, 15, 30, 60];

export function System(): Element {
  const { recorder, t } = useApp();
  const device = recorder.device;
  const admin = recorder.session.peek()?.role === 'admin';
  return (
    <Configuration page="system" title={t('configuration.system')}>
      <Column gap={16} grow={1} scrollable style={FORM}>
        <Group>
          <Setting label={t('language.title')}>
            <LanguageChoice width={CHOICE_WIDTH} />
          </Setting>
          <Choice name="theme" label={t('theme.title')} options={THEMES.map(([value, key]) => [value, t(key)])} />
          <Choice name="keyboard" label={t('layout.title')} options={LAYOUTS.map(([value, key]) => [value, t(key)])} />
          <Choice
            name="pointerSpeed"
            label={t('speed.title')}
            options={SPEEDS.map(([value, key]) => [value, t(key)])}
          />
          <Show when={admin}>
            <Choice
              name="autoLockMinutes"
              label={t('autoLock.title')}
              options={LOCKS.map((minutes) => [
                minutes,
                minutes === 0 ? t('autoLock.never') : t('autoLock.minutes', { n: minutes }),
              ])}
            />
          </Show>
        </Group>
        <Group>
          <Fact label={t('device.model')} value={() => device.value.model} />
          <Fact label={t('device.serial')} value={() => device.value.serial} />
          <Fact label={t('device.firmware')} value={() => device.value.firmware} />
        </Group>
        <Show when={admin}>
          <FactoryReset />
        </Show>
      </Column>
    </Configuration>
  );
}

function Group({ children }: { children: Child }): Element {
  return (
    <obj
      variant="card"
      style={{ layout: 'flex', flexFlow: 'column', flexCrossPlace: 'stretch', padRow: 10, padHor: 24, padVer: 18 }}
    >
      {children}
    </obj>
  );
}

function Setting({ label, children }: { label: Text; children: Child }): Element {
  return (
    <Row gap={20}>
      <label text={label} style={{ flexGrow: 1 }} />
      {children}
    </Row>
  );
}

interface ChoiceProps<K extends keyof Settings> {
  name: K;
  label: Text;
  options: readonly (readonly [Settings[K], Text])[];
}

/** One setting of a few; chosen is stored. */
function Choice<K extends keyof Settings>({ name, label, options }: ChoiceProps<K>): Element {
  const { api, recorder } = useApp();
  const settings = (): Settings => recorder.device.value.settings;
  let chosen = settings()[name];
  const store = useAction(async () => {
    await api.call('settings.set', { [name]: chosen });
  });
  return (
    <Setting label={label}>
      <dropdown
        label={label}
        options={() => options.map(([, text]) => text())}
        selected={() => options.findIndex(([value]) => value === settings()[name])}
        style={{ width: CHOICE_WIDTH }}
        onValueChanged={(event) => {
          chosen = options[(event.target as Dropdown).selected]?.[0] ?? chosen;
          store.run();
        }}
      />
    </Setting>
  );
}

function Fact({ label, value }: { label: Text; value: () => string }): Element {
  return (
    <Row gap={20}>
      <label variant="muted" text={label} style={{ flexGrow: 1 }} />
      <label text={value} />
    </Row>
  );
}

/** Erases accounts, address, keys and settings; asks twice, the second time for the password of the device. */
function FactoryReset(): Element {
  const { api, ask, elevated, t } = useApp();
  const reset = useAction(async () => {
    const sure = await ask({
      title: t('factory.title'),
      text: t('factory.text'),
      yes: t('factory.reset'),
      danger: true,
    });
    if (!sure) return;
    await elevated(async (elevation) => {
      await api.call('device.factoryReset', { elevation });
    });
  });
  return (
    <Group>
      <Row gap={20}>
        <Column gap={2} grow={1}>
          <label variant="strong" text={t('factory.heading')} />
          <label variant="caption muted" text={t('factory.hint')} />
        </Column>
        <TextButton text={t('factory.reset')} icon="rotate-ccw" variant="danger" does={reset} />
      </Row>
    </Group>
  );
}
