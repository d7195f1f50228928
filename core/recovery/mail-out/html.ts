/**
 * The mail as HTML for mail programs: one column, tables for layout and styles in the elements, since that is what all of
 * them understand; colours that also stand when a program turns them dark.
 */
import type { MailContent } from './compose.ts';
import type { MailLocale } from './texts.ts';

const FONT = "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans SC', Arial, sans-serif";
const MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character]!);

export function htmlMail(content: MailContent, locale: MailLocale): string {
  const paragraph = (text: string, style = '') => `<p style="margin:0 0 16px;${style}">${escapeHtml(text)}</p>`;
  const rows = content.details
    .map(
      ([name, value]) =>
        `<tr><th scope="row" align="left" style="padding:2px 16px 2px 0;font-weight:normal;color:#5b6673;vertical-align:top">` +
        `${escapeHtml(name)}</th><td style="padding:2px 0">${escapeHtml(value)}</td></tr>`,
    )
    .join('');
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(content.subject)}</title>
</head>
<body style="margin:0;padding:0;background:#eef1f4">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#eef1f4"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:8px;border-top:4px solid #c4001a"><tr><td style="padding:28px 28px 20px;font:16px/1.5 ${FONT};color:#1b2430;text-align:left">
${paragraph(content.greeting)}
${paragraph(content.lead)}
<p style="margin:0 0 20px;padding:16px 8px;background:#f4f6f8;border:1px solid #d5dbe1;border-radius:6px;text-align:center;font:bold 32px/1.2 ${MONO};letter-spacing:3px;color:#1b2430;white-space:nowrap" dir="ltr">${escapeHtml(content.code)}</p>
${paragraph(content.enter)}
${paragraph(content.validity)}
${paragraph(content.neverTell, 'font-weight:bold')}
<h2 style="margin:24px 0 4px;font:bold 16px/1.4 ${FONT}">${escapeHtml(content.notYouTitle)}</h2>
${paragraph(content.notYou)}
<h2 style="margin:24px 0 4px;font:bold 16px/1.4 ${FONT}">${escapeHtml(content.detailsTitle)}</h2>
<table cellpadding="0" cellspacing="0" style="font:14px/1.5 ${FONT};color:#1b2430">${rows}</table>
</td></tr></table>
<p style="max-width:560px;margin:16px auto 0;font:13px/1.5 ${FONT};color:#55606c;text-align:left">${escapeHtml(content.footer)}</p>
</td></tr></table>
</body>
</html>
`;
}
