/** The parts of a service on a database of their own. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceKeyContext, type IntakeParts, type Mode, takeScan } from '../../../../core/recovery/intake.ts';
import { keyCheckOf } from '../../../../core/recovery/service-key.ts';
import { openSqliteStore } from '../../../../core/recovery/store/sqlite.ts';
import type { RecoveryStore } from '../../../../core/recovery/store/store.ts';
import { createVault, type Vault } from '../../../../core/recovery/vault.ts';
import { type KeyPair, keyRing } from '../../../../core/sealed/keys.ts';
import { ManualClock } from './clock.ts';
import { makeRecorder, makeVendor, type Recorder } from './recorder.ts';

export interface Bench {
  folder: string;
  databaseFile: string;
  store: RecoveryStore;
  vault: Vault;
  clock: ManualClock;
  vendor: KeyPair;
  intake: IntakeParts;
  /** A recorder whose key the service holds. */
  enrolled(): Promise<Recorder>;
  /** From a phone on a network, `198.51.100.0/24` if none is named. */
  scan(qrText: string, network?: string): ReturnType<typeof takeScan>;
}

const benches: Bench[] = [];

/** Closes what `makeBench` made since the last call, and removes its files. */
export async function closeBenches(): Promise<void> {
  for (const { store, folder } of benches.splice(0)) {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

export async function makeBench(mode: Mode = 'enrolled'): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'porthole-recovery-'));
  const databaseFile = join(folder, 'recovery.db');
  const vault = await createVault(randomBytes(32), randomBytes);
  const store = openSqliteStore(databaseFile, keyCheckOf(vault), 'service');
  const clock = new ManualClock();
  const vendor = await makeVendor();
  const intake: IntakeParts = {
    store,
    vault,
    ring: keyRing([vendor]),
    mode,
    random: randomBytes,
    now: () => clock.now(),
  };
  const bench: Bench = {
    folder,
    databaseFile,
    store,
    vault,
    clock,
    vendor,
    intake,
    async enrolled() {
      const recorder = makeRecorder(vendor);
      const sealedKey = vault.seal(deviceKeyContext(recorder.deviceRef), recorder.deviceKey);
      await store.enrol(recorder.deviceRef, sealedKey, clock.now());
      return recorder;
    },
    scan: (qrText, network = '198.51.100.0/24') => takeScan(intake, qrText, { door: 'phone', network }),
  };
  benches.push(bench);
  return bench;
}
