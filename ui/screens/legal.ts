/** The disclaimer shown before a QR code: the text of each language, and the version whose acceptance is recorded. */
import de from '../../assets/legal/de.json';
import en from '../../assets/legal/en.json';
import zhCN from '../../assets/legal/zh-CN.json';
import type { Locale } from '../../core/api/contract.ts';

export interface LegalText {
  /** Changes with every change of meaning, in all languages alike. */
  readonly version: string;
  readonly blocks: readonly LegalBlock[];
}

/** A heading, a paragraph, or one item of a list. */
export type LegalBlock = { readonly heading: string } | { readonly text: string } | { readonly item: string };

export const legalTexts: Readonly<Record<Locale, LegalText>> = { en, de, 'zh-CN': zhCN };
