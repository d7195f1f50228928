/** The page's words in the reader's language, as far as we have it. */
import de from '../../assets/locales/phone/de.json';
import en from '../../assets/locales/phone/en.json';
import zhCN from '../../assets/locales/phone/zh-CN.json';

export type TextKey = keyof typeof en;
type Texts = Readonly<Record<TextKey, string>>;

const texts: Readonly<Record<string, Texts>> = { en, de, zh: zhCN };
const tags: Readonly<Record<string, string>> = { en: 'en', de: 'de', zh: 'zh-CN' };

const language = navigator.languages.map((tag) => tag.split('-')[0] ?? '').find((name) => name in texts) ?? 'en';
export const locale: string = tags[language] ?? 'en';

export function t(key: TextKey, values: Readonly<Record<string, string>> = {}): string {
  const text = (texts[language] ?? en)[key];
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

/** `14:05`, or with its day when that is not today. */
export function moment(time: Date): string {
  const today = time.toDateString() === new Date().toDateString();
  const style = today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(locale, style as Intl.DateTimeFormatOptions).format(time);
}
