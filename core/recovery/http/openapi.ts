/** The scan API as an OpenAPI 3.1 document. It is served, and the tests hold every answer against it. */
export const SCAN_ERRORS = [
  'badRequest',
  'notOurs',
  'newerVersion',
  'unknownKey',
  'unknownSuite',
  'damaged',
  'notGenuine',
  'unknownDevice',
  'revoked',
  'expired',
  'addressRefused',
  'tooOften',
  'notFound',
  'tooLarge',
  'unavailable',
] as const;
export type ScanError = (typeof SCAN_ERRORS)[number];

const time = { type: 'string', format: 'date-time' } as const;
const json = (schema: object) => ({ 'application/json': { schema } });
const refusal = (description: string) => ({
  description,
  content: json({ $ref: '#/components/schemas/Refusal' }),
});

export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Porthole recovery service',
    version: '1',
    description: 'A scanned QR code in, a mail to the address that is sealed in it out.',
  },
  paths: {
    '/v1/scans': {
      post: {
        operationId: 'scan',
        summary:
          'Hands in the text of a QR code. The same text again is answered again, and sends no mail it should not.',
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/Scan' }) },
        responses: {
          '202': { description: 'The mail is on its way.', content: json({ $ref: '#/components/schemas/Receipt' }) },
          '400': refusal('badRequest: not the JSON this takes.'),
          '403': refusal('unknownDevice, revoked: the recorder is not served.'),
          '410': refusal('expired: the code is no longer valid.'),
          '413': refusal('tooLarge'),
          '415': refusal('badRequest: not JSON.'),
          '422': refusal('The payload or its address is refused.'),
          '429': refusal('tooOften: `retryAt` says when again; without it, only a new QR code helps.'),
          '500': refusal('unavailable'),
          '503': refusal('unavailable: try the same again.'),
        },
      },
    },
    '/v1/scans/{receipt}': {
      get: {
        operationId: 'state',
        summary: 'What became of the mail.',
        parameters: [
          { name: 'receipt', in: 'path', required: true, schema: { $ref: '#/components/schemas/ReceiptId' } },
        ],
        responses: {
          '200': { description: 'Its state.', content: json({ $ref: '#/components/schemas/State' }) },
          '404': refusal('notFound'),
          '429': refusal('tooOften'),
          '500': refusal('unavailable'),
          '503': refusal('unavailable'),
        },
      },
    },
  },
  components: {
    schemas: {
      ReceiptId: { type: 'string', pattern: '^[0-9a-f]{32}$' },
      MailState: { type: 'string', enum: ['queued', 'sent', 'refused', 'bounced', 'expired'] },
      Scan: {
        type: 'object',
        additionalProperties: false,
        required: ['payload'],
        properties: { payload: { type: 'string', minLength: 1, maxLength: 2000 } },
      },
      Receipt: {
        type: 'object',
        additionalProperties: false,
        required: ['receipt', 'maskedAddress', 'purpose', 'state', 'acceptedAt', 'sentAt', 'validUntil'],
        properties: {
          receipt: { $ref: '#/components/schemas/ReceiptId' },
          maskedAddress: { type: 'string' },
          purpose: { type: 'string', enum: ['reset', 'test'] },
          state: { $ref: '#/components/schemas/MailState' },
          acceptedAt: time,
          sentAt: { anyOf: [time, { type: 'null' }] },
          validUntil: time,
        },
      },
      State: {
        type: 'object',
        additionalProperties: false,
        required: ['state', 'sentAt'],
        properties: {
          state: { $ref: '#/components/schemas/MailState' },
          sentAt: { anyOf: [time, { type: 'null' }] },
        },
      },
      Refusal: {
        type: 'object',
        additionalProperties: false,
        required: ['error', 'message'],
        properties: {
          error: { type: 'string', enum: SCAN_ERRORS },
          message: { type: 'string' },
          limit: { type: 'string', enum: ['request', 'device', 'address', 'network', 'unverified'] },
          retryAt: time,
        },
      },
    },
  },
} as const;
