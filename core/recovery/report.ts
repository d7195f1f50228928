/** An opened payload as an operator reads it, or as another program does. Prints the code: that is its purpose. */
import { formatCode } from '../sealed/code.ts';
import { toHex } from '../sealed/hex.ts';
import type { OpenedPayload } from '../sealed/open.ts';

/** The fields of `--json`. */
export function reportFields({ header, body, tag }: OpenedPayload) {
  return {
    code: formatCode(body.code),
    address: body.address,
    purpose: body.purpose,
    /** By the recorder's own clock. */
    createdAt: new Date(body.createdAt * 1000).toISOString(),
    validMinutes: body.validMinutes,
    locale: body.locale,
    requestId: toHex(body.requestId),
    deviceRef: toHex(header.deviceRef),
    keyId: header.keyId,
    tag,
  };
}

export function formatReport(payload: OpenedPayload): string {
  const fields = reportFields(payload);
  const rows = [
    ['Code', fields.code],
    ['Address', fields.address],
    ['Purpose', fields.purpose === 'reset' ? 'reset the admin password' : 'test the reserved address'],
    ['Made', `${fields.createdAt.replace('T', ' ').replace('.000Z', ' UTC')}, by the recorder's own clock`],
    ['Valid', `${duration(fields.validMinutes)} from when it was shown, or until the recorder restarts`],
    ['Language', fields.locale],
    ['Request', fields.requestId],
    ['Recorder', `${fields.deviceRef}, not verified`],
    ['Key', fields.keyId],
  ];
  const table = rows.map(([name, value]) => `${name!.padEnd(10)}${value}\n`).join('');
  return `${table}\nSend the code to this address and to nobody else: whoever brought the QR code may not be the owner.\n`;
}

function duration(minutes: number): string {
  if (minutes % 60 !== 0) return `${minutes} minutes`;
  return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
}
