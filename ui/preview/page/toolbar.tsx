/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { LOCALES, parseSize, SIZES, THEMES, usualScale } from '../engine/setting.ts';
import type { Route } from './route.ts';

const LANGUAGES = { en: 'English', de: 'Deutsch', 'zh-CN': '简体中文' } as const;
const THEME_NAMES = { dark: 'Dark', light: 'Light', highContrast: 'High contrast' } as const;
const SCALES = [1, 2] as const;

interface Props {
  readonly route: Route;
  readonly change: (changes: Partial<Route>) => void;
}

export function Toolbar({ route, change }: Props) {
  const { setting } = route;
  const set = (changes: Partial<Route['setting']>): void => change({ setting: { ...setting, ...changes } });
  const size = `${setting.width}x${setting.height}`;
  const setSize = (text: string): void => {
    const next = parseSize(text);
    if (next) set({ ...next, scale: usualScale(next.height) });
  };
  return (
    <header class="toolbar">
      <strong class="mark">Porthole</strong>
      <nav>
        <Tab at="gallery" route={route} change={change}>
          Gallery
        </Tab>
        <Tab at="play" route={route} change={change}>
          Play
        </Tab>
      </nav>
      <div class="settings">
        <label>
          Size
          <input
            list="sizes"
            value={size}
            size={9}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => {
              setSize(event.currentTarget.value);
              if (!parseSize(event.currentTarget.value)) event.currentTarget.value = size;
            }}
          />
          <datalist id="sizes">
            {SIZES.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </label>
        <Choice
          name="Scale"
          value={setting.scale}
          options={SCALES.map((scale) => [scale, `${scale}×`])}
          onChange={(scale) => set({ scale })}
        />
        <Choice
          name="Theme"
          value={setting.theme}
          options={THEMES.map((theme) => [theme, THEME_NAMES[theme]])}
          onChange={(theme) => set({ theme })}
        />
        <Choice
          name="Language"
          value={setting.locale}
          options={LOCALES.map((locale) => [locale, LANGUAGES[locale]])}
          onChange={(locale) => set({ locale })}
        />
      </div>
    </header>
  );
}

function Tab({ at, route, change, children }: Props & { at: string; children: ComponentChildren }) {
  const here = route.at === at || (at === 'gallery' && route.at !== 'play');
  return (
    <button type="button" aria-current={here ? 'page' : undefined} onClick={() => change({ at })}>
      {children}
    </button>
  );
}

interface ChoiceProps<T> {
  readonly name: string;
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}

function Choice<T extends string | number>({ name, value, options, onChange }: ChoiceProps<T>) {
  return (
    <label>
      {name}
      <select
        value={value}
        onChange={(event) => {
          const chosen = options[event.currentTarget.selectedIndex];
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
