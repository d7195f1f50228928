/** Lets the page save a theme: `PUT /themes/dark` with the tokens as JSON, from this very page only. */
import { renameSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import * as v from 'valibot';
import type { Plugin } from 'vite';
import { ThemeName } from '../../core/api/contract.ts';
import { readPalette, ThemeError } from '../lvgl/theme-tokens.ts';

const MOST_BYTES = 64 * 1024;

const Tokens = v.object({
  name: v.string(),
  colors: v.record(v.string(), v.string()),
  radius: v.number(),
  spacing: v.number(),
  borderWidth: v.number(),
  focusWidth: v.number(),
  scrimOpa: v.number(),
  shadowOpa: v.number(),
});

/** A request that is refused, and with which status. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** @param folder where the themes' files are */
export const themeFiles = (folder: string): Plugin => ({
  name: 'porthole:themes',
  configureServer(server) {
    server.middlewares.use('/themes', (request, response) => {
      void answer(folder, request, response);
    });
  },
});

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await save(folder, request);
    response.writeHead(204).end();
  } catch (error) {
    const status = error instanceof Refusal ? error.status : error instanceof ThemeError ? 422 : 500;
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(error instanceof Error ? error.message : String(error));
  }
}

async function save(folder: string, request: IncomingMessage): Promise<void> {
  const { origin, host } = request.headers;
  // Another page in the same browser could ask for it too.
  if (origin !== `http://${host}`) throw new Refusal(403, 'only the preview itself may save');
  if (request.method !== 'PUT') throw new Refusal(405, 'a theme is saved with PUT');
  const name = v.safeParse(ThemeName, request.url?.slice(1));
  if (!name.success) throw new Refusal(404, 'there is no such theme');
  const tokens = v.safeParse(Tokens, await readJson(request));
  if (!tokens.success) throw new Refusal(422, `${v.getDotPath(tokens.issues[0]) ?? 'the theme'} is missing or wrong`);
  readPalette(tokens.output as Parameters<typeof readPalette>[0]);
  const file = path.join(folder, `${name.output}.json`);
  // Whole or not at all: the page reads it as soon as it is there.
  writeFileSync(`${file}.new`, `${JSON.stringify({ ...tokens.output, name: name.output }, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part: Buffer = chunk;
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Refusal(413, 'a theme is smaller than that');
    chunks.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'that is no JSON');
  }
}
