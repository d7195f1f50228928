/** Refusals as HTTP answers: status, typed body, `Retry-After`. */
import type { FastifyReply } from 'fastify';
import type { Refusal } from '../intake.ts';
import type { ScanError } from './openapi.ts';

const answers: Readonly<Record<ScanError, readonly [status: number, message: string]>> = {
  badRequest: [400, 'Send JSON: {"payload": "the text of the QR code"}.'],
  notOurs: [422, 'This is not the QR code of a recorder. Scan the one shown under Forgot Password.'],
  newerVersion: [422, 'This QR code was made by a newer recorder than this service knows.'],
  unknownKey: [422, 'This QR code was made for another vendor, or for a key that is no longer in use.'],
  unknownSuite: [422, 'This QR code is sealed in a way this service does not know.'],
  damaged: [422, 'The QR code was not read completely. Scan it again.'],
  notGenuine: [422, 'This QR code was not made by the recorder it names.'],
  unknownDevice: [403, 'This recorder is not registered with the vendor.'],
  revoked: [403, 'This recorder may no longer use this service. Ask the vendor.'],
  expired: [410, 'This QR code is too old. Press Refresh on the recorder and scan the new one.'],
  addressRefused: [422, 'The mail server of the reserved address takes no mail for it.'],
  tooOften: [429, 'Too many mails were asked for.'],
  notFound: [404, 'There is nothing here.'],
  tooLarge: [413, 'That is larger than any QR code.'],
  unavailable: [503, 'The service cannot take this now. Try the same again in a minute.'],
};

export function sendError(
  reply: FastifyReply,
  error: ScanError,
  detail: { limit?: string; retryAt?: number; now?: number } = {},
) {
  const [status, message] = answers[error];
  const { limit, retryAt, now = 0 } = detail;
  if (retryAt !== undefined) reply.header('retry-after', Math.max(1, Math.ceil((retryAt - now) / 1000)));
  return reply.code(status).send({
    error,
    message,
    ...(limit === undefined ? {} : { limit }),
    ...(retryAt === undefined ? {} : { retryAt: new Date(retryAt).toISOString() }),
  });
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal, now: number) {
  if (refusal.code !== 'tooOften') return sendError(reply, refusal.code);
  const { limit, retryAt } = refusal;
  return sendError(reply, 'tooOften', retryAt === null ? { limit } : { limit, retryAt, now });
}
