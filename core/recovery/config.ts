/** The configuration of `porthole recovery serve`: one JSON file. Secrets are not in it, but in files that it names. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { checkAddressSyntax } from '../sealed/address.ts';
import { fileError, RecoveryError } from './errors.ts';

const Port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65535));
const Host = v.pipe(v.string(), v.nonEmpty());
const File = v.pipe(v.string(), v.nonEmpty());
const Address = v.pipe(
  v.string(),
  v.check((address) => checkAddressSyntax(address) === null, 'no e-mail address'),
);

const Config = v.strictObject({
  /** SQLite file; made at first start. */
  database: File,
  /** Made at first start, mode 0600. Back it up: the database is nothing without it. */
  serviceKey: File,
  /** Folder with the private keys, `<key id>.key`, each 0600. */
  keys: File,
  mode: v.picklist(['enrolled', 'open']),
  http: v.strictObject({
    host: Host,
    port: Port,
    /** Addresses or networks of proxies whose `X-Forwarded-For` is believed. */
    trustedProxies: v.optional(v.array(v.string()), []),
    tls: v.optional(v.strictObject({ certificate: File, key: File })),
    /** RFC 9116: where to report a vulnerability, as `mailto:security@example.org`. */
    securityContact: v.pipe(v.string(), v.regex(/^(?:mailto:|https:\/\/)\S+$/, 'no mailto: or https: URI')),
  }),
  /** `/healthz`, `/readyz`, `/metrics`; not for the public. */
  operations: v.strictObject({ host: Host, port: Port }),
  smtp: v.strictObject({
    host: Host,
    port: Port,
    tls: v.picklist(['implicit', 'starttls', 'none']),
    ca: v.optional(File),
    user: v.optional(v.string()),
    passwordFile: v.optional(File),
    from: v.strictObject({ name: v.string(), address: Address }),
    /** Bounces come back to `local+<mark>@domain` of this address. */
    bounceAddress: Address,
    dkim: v.optional(v.strictObject({ domain: v.string(), selector: v.string(), keyFile: File })),
  }),
  /** The recovery mailbox; leave it out and no mail is taken. */
  mailbox: v.optional(
    v.strictObject({ host: Host, port: Port, protocol: v.picklist(['smtp', 'lmtp']), address: Address }),
  ),
});
export type Config = v.InferOutput<typeof Config>;

/** Reads the file; relative paths in it are relative to its folder. Throws `RecoveryError` that names the field. */
export async function readConfig(path: string): Promise<Config> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileError(path, error);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new RecoveryError('config', `${path} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const result = v.safeParse(Config, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw new RecoveryError('config', `${path}: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
  }
  return absolute(result.output, dirname(resolve(path)));
}

function absolute(config: Config, folder: string): Config {
  const at = (file: string) => resolve(folder, file);
  const { http, smtp } = config;
  return {
    ...config,
    database: at(config.database),
    serviceKey: at(config.serviceKey),
    keys: at(config.keys),
    http: http.tls ? { ...http, tls: { certificate: at(http.tls.certificate), key: at(http.tls.key) } } : http,
    smtp: {
      ...smtp,
      ...(smtp.ca ? { ca: at(smtp.ca) } : {}),
      ...(smtp.passwordFile ? { passwordFile: at(smtp.passwordFile) } : {}),
      ...(smtp.dkim ? { dkim: { ...smtp.dkim, keyFile: at(smtp.dkim.keyFile) } } : {}),
    },
  };
}
