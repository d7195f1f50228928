/** The page over a folder of exported pictures: plain HTML that can be put anywhere. */

export interface SheetPicture {
  readonly file: string;
  readonly flow: string;
  readonly screen: string;
  readonly state: string;
  /** Size, theme and language. */
  readonly setting: string;
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);

export function contactSheet(pictures: readonly SheetPicture[]): string {
  const flows = [...new Set(pictures.map((picture) => picture.flow))];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Porthole – ${pictures.length} pictures</title>
<style>${STYLE}</style>
<h1>Porthole <small>${pictures.length} pictures</small></h1>
${flows.map((flow) => section(flow, pictures)).join('\n')}
</html>
`;
}

function section(flow: string, pictures: readonly SheetPicture[]): string {
  const figures = pictures
    .filter((picture) => picture.flow === flow)
    .map(({ file, screen, state, setting }) => {
      const src = escapeHtml(encodeURI(file));
      const alt = escapeHtml(`${screen}, ${state}`);
      return `<figure><a href="${src}"><img src="${src}" alt="${alt}" loading="lazy"></a><figcaption><b>${escapeHtml(screen)}</b> ${escapeHtml(state)}<small>${escapeHtml(setting)}</small></figcaption></figure>`;
    });
  return `<h2>${escapeHtml(flow)}</h2>\n<section>\n${figures.join('\n')}\n</section>`;
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 Inter, system-ui, sans-serif; }
body { margin: 0 auto; max-width: 1600px; padding: 32px; }
h1 { font-size: 24px; } h1 small, figcaption small { color: GrayText; font-weight: 400; }
h2 { font-size: 17px; margin: 40px 0 12px; }
section { display: grid; gap: 24px; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); }
figure { margin: 0; } img { width: 100%; border-radius: 6px; outline: 1px solid #8884; }
figcaption { display: flex; gap: 6px; flex-wrap: wrap; } figcaption small { margin-left: auto; }
`;
