/** Where a payload comes from: the command line itself, a file, or standard input; as text or as a picture. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { looksLikePayload } from '../sealed/payload.ts';
import { errnoOf, fileError, RecoveryError } from './errors.ts';
import { isPicture, MAX_PICTURE_BYTES, readQrPicture } from './picture.ts';

/**
 * @param source payload text, the path of a file, or `-` for `stdin`
 * @returns the payload's text, not yet judged
 */
export async function readPayload(source: string, stdin: Readable): Promise<string> {
  if (source === '-') return payloadIn(await readAll(stdin));
  if (looksLikePayload(source.trim())) return source.trim();
  let bytes: Uint8Array;
  try {
    bytes = await readAll(createReadStream(source));
  } catch (error) {
    if (['ENOENT', 'ENAMETOOLONG'].includes(errnoOf(error) ?? '')) throw notAPayload('The argument');
    throw fileError(source, error);
  }
  return payloadIn(bytes);
}

async function payloadIn(bytes: Uint8Array): Promise<string> {
  if (isPicture(bytes)) return readQrPicture(bytes);
  // Trimming is safe: base45 has a blank in its alphabet, but no base45 text can end in one.
  const text = new TextDecoder().decode(bytes).trim();
  if (!looksLikePayload(text)) throw notAPayload('The input');
  return text;
}

async function readAll(stream: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MAX_PICTURE_BYTES)
      throw new RecoveryError('tooLarge', 'The input is larger than 2 MB. Send a smaller picture.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

const notAPayload = (what: string) =>
  new RecoveryError('notAPayload', `${what} is neither a payload (PH1:…) nor a PNG or JPEG picture of one.`);
