import type { Locale } from '../../../core/api/contract.ts';
import type { Element } from '../../jsx/index.ts';
import type { Dropdown } from '../../lvgl/index.ts';
import { useApp } from '../context.ts';
import type { TextKey } from '../i18n.ts';
import { useAction } from './action.ts';

/** Each language by its own name, so that whoever needs it finds it. */
const LANGUAGES = [
  ['en', 'language.en'],
  ['de', 'language.de'],
  ['zh-CN', 'language.zh-CN'],
] as const satisfies readonly (readonly [Locale, TextKey])[];

/** The choice of language; it changes every text at once and is kept by the recorder. */
export function LanguageChoice({ width }: { width: number }): Element {
  const { api, locale, t } = useApp();
  let choice: Locale = locale.peek();
  const change = useAction(async () => {
    await api.call('settings.set', { locale: choice });
  });
  return (
    <dropdown
      label={t('language.title')}
      options={() => LANGUAGES.map(([, key]) => t(key)())}
      selected={() => LANGUAGES.findIndex(([language]) => language === locale.value)}
      style={{ width }}
      onValueChanged={(event) => {
        choice = LANGUAGES[(event.target as Dropdown).selected]?.[0] ?? choice;
        change.run();
      }}
    />
  );
}
