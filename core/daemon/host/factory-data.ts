/** What the factory wrote into `device.json` in the data directory: name, model and serial number. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { FactoryData } from '../ports.ts';
import { writeDurably } from './durable-file.ts';

const label = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64));
const DeviceFile = v.object({
  name: v.optional(label, 'Recorder'),
  model: v.optional(label, 'Porthole'),
  serial: label,
});
export type DeviceFile = v.InferOutput<typeof DeviceFile>;

/** The file is there and says something else than it should. */
export class FactoryDataError extends Error {
  override readonly name = 'FactoryDataError';
}

/**
 * Reads the file; where there is none, makes one with a random serial number, so that a machine that never was in a
 * factory keeps the same one.
 *
 * @param given from the command line; goes before the file
 */
export function loadFactoryData(
  directory: string,
  given: Partial<DeviceFile>,
  firmware: string,
  random: (length: number) => Uint8Array,
): FactoryData {
  const path = join(directory, 'device.json');
  const text = read(path) ?? invent(path, random);
  const file = v.safeParse(v.pipe(v.string(), v.parseJson(), DeviceFile), text);
  if (!file.success) {
    const where = v.getDotPath(file.issues[0]) ?? 'the whole file';
    throw new FactoryDataError(`${path}: ${where} is not as it should be. It holds {"name", "model", "serial"}.`);
  }
  return { ...file.output, ...given, firmware };
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function invent(path: string, random: (length: number) => Uint8Array): string {
  const serial = Buffer.from(random(5)).toString('hex').toUpperCase();
  const text = `${JSON.stringify({ serial })}\n`;
  writeDurably(path, text);
  return text;
}
