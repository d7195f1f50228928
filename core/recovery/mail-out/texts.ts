/** The words of the mails, per locale. */
import * as v from 'valibot';
import de from '../../../assets/locales/mail/de.json';
import en from '../../../assets/locales/mail/en.json';
import zhCN from '../../../assets/locales/mail/zh-CN.json';

export type MailTexts = typeof en;

const KNOWN = { en, de, 'zh-CN': zhCN } as const satisfies Record<string, MailTexts>;
export const mailLocales = ['en', 'de', 'zh-CN'] as const satisfies (keyof typeof KNOWN)[];
export type MailLocale = (typeof mailLocales)[number];

const Language = v.fallback(v.picklist(['en', 'de', 'zh']), 'en');

/** The locale that fits a BCP 47 tag by its language; English for all others. */
export function mailLocaleOf(tag: string): MailLocale {
  const language = v.parse(Language, tag.split('-')[0]?.toLowerCase());
  return language === 'zh' ? 'zh-CN' : language;
}

export const textsOf = (locale: MailLocale): MailTexts => KNOWN[locale];
