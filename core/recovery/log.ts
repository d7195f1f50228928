/** The service's log: JSON lines on standard output. Request id, door, result, network; never a code, key or address. */
import { type Logger, pino } from 'pino';

/** A second fence: nothing of ours logs these, but a library's error might carry one. */
const SECRET = [
  'payload',
  'address',
  'code',
  'secret',
  'to',
  'envelope',
  'rejected',
  'recipient',
  'response',
  'password',
  'pass',
];

export const createLog = (): Logger =>
  pino({ redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[removed]' } });
