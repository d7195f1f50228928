/** @jsxImportSource preact */
/** The tokens of a theme, to be changed in front of the screen and saved to the theme's file. */
import { useState } from 'preact/hooks';
import type { ThemeTokens } from '../../lvgl/index.ts';

const NUMBERS = [
  ['radius', 'Radius', 0, 32],
  ['spacing', 'Spacing', 4, 16],
  ['borderWidth', 'Border', 0, 4],
  ['focusWidth', 'Focus ring', 2, 6],
  ['scrimOpa', 'Veil', 0, 255],
  ['shadowOpa', 'Shadow', 0, 255],
] as const;

interface Props {
  readonly tokens: ThemeTokens;
  readonly changed: boolean;
  readonly onChange: (tokens: ThemeTokens) => void;
  readonly onRevert: () => void;
}

export function ThemeEditor({ tokens, changed, onChange, onRevert }: Props) {
  const [refusal, setRefusal] = useState('');
  const save = async (): Promise<void> => {
    const response = await fetch(`/themes/${tokens.name}`, { method: 'PUT', body: JSON.stringify(tokens) });
    setRefusal(response.ok ? '' : await response.text());
  };
  return (
    <details class="theme">
      <summary>
        Theme <small>{tokens.name}</small>
      </summary>
      <div class="tokens">
        {NUMBERS.map(([token, name, least, most]) => (
          <label key={token}>
            {name}
            <input
              type="number"
              min={least}
              max={most}
              value={tokens[token]}
              onChange={(event) => onChange({ ...tokens, [token]: event.currentTarget.valueAsNumber })}
            />
          </label>
        ))}
        {Object.entries(tokens.colors).map(([name, color]) => (
          <label key={name}>
            {name}
            <input
              type="color"
              value={color}
              onInput={(event) =>
                onChange({ ...tokens, colors: { ...tokens.colors, [name]: event.currentTarget.value } })
              }
            />
          </label>
        ))}
      </div>
      {refusal !== '' && <p class="bad">{refusal}</p>}
      <div class="actions">
        <button type="button" class="primary" disabled={!changed} onClick={save}>
          Save
        </button>
        <button type="button" disabled={!changed} onClick={onRevert}>
          Revert
        </button>
      </div>
    </details>
  );
}
