/**
 * A raw mail becomes its few pictures. Everything is bounded before it is held: 2 MB in all, 10 parts, 5 levels, 3
 * pictures, PNG or JPEG by their first bytes. Nothing of a picture is read here but these.
 */
import { type Headers, MailParser } from 'mailparser';
import { isPicture } from '../picture.ts';
import type { DropReason } from './screen.ts';

export const MAX_MAIL_BYTES = 2 * 1024 * 1024;
const MAX_PARTS = 10;
const MAX_DEPTH = 5;
const MAX_PICTURES = 3;
const MAX_HEADER_BYTES = 64 * 1024;

export interface ReadMail {
  readonly headers: Headers;
  readonly messageId: string;
  readonly pictures: readonly Uint8Array[];
  /** All text parts; mailparser counts `message/delivery-status` among them. */
  readonly text: string;
}

export async function readMail(raw: Buffer): Promise<ReadMail | DropReason> {
  // Text is looked at in bounces only, so none is converted; embedded mails stay shut.
  const parser = new MailParser({
    maxHeadSize: MAX_HEADER_BYTES,
    // The root counts too.
    maxChildNodes: MAX_PARTS + 1,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    maxHtmlLengthToParse: 0,
    ignoreEmbedded: true,
    checksumAlgo: false,
  });
  const pictures: Uint8Array[] = [];
  let text = '';
  let messageId = '';
  let drop: DropReason | null = null;
  try {
    parser.end(raw);
    for await (const part of parser) {
      if (part.type === 'text') text = part.text ?? '';
      if (part.type !== 'attachment') continue;
      const chunks: Buffer[] = [];
      for await (const chunk of part.content) chunks.push(chunk);
      part.release?.();
      const content = Buffer.concat(chunks);
      if ((part.partId ?? '').split('.').length > MAX_DEPTH) drop ??= 'tooDeep';
      if (isPicture(content)) pictures.push(content);
    }
    messageId = parser.messageId ?? '';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EMAXLEN' ? 'tooManyParts' : 'malformed';
  }
  if (parser.headers === false) return 'malformed';
  if (drop !== null) return drop;
  if (pictures.length > MAX_PICTURES) return 'tooManyPictures';
  return { headers: parser.headers, messageId, pictures, text };
}
