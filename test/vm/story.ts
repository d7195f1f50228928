/** The steps of the reference document's first part, for either hand. */
import * as assert from 'uvu/assert';
import { type Disk, makeDisk } from './disk.ts';
import { DATA, Gui } from './gui.ts';
import type { Hand } from './owner.ts';
import { Recorder, type RecorderOptions } from './recorder.ts';
import type { Opened, Vendor } from './vendor.ts';

export const ADDRESS = 'anna@example.com';
export const OLD_PASSWORD = 'Harbour7Kite';
export const NEW_PASSWORD = 'Meadow4Lamp';

/** Switches a recorder on that runs Porthole as its service, its data on a disk that outlives it. */
export async function startRecorder(
  vendor: Vendor,
  options: RecorderOptions & { disk?: Disk } = {},
): Promise<{ recorder: Recorder; gui: Gui }> {
  const recorder = await Recorder.start({
    disk: options.disk ?? makeDisk(),
    script: `PORTHOLE_TEST_TREE=1 exec ${process.execPath} .build/porthole.mjs run --data ${DATA} --vendor-keys ${vendor.publicKeys}`,
    ...options,
  });
  return { recorder, gui: new Gui(recorder) };
}

/** Fig. 1: the admin password; with `reserve` the address is asked for next. */
export async function activate(
  gui: Gui,
  hand: Hand,
  password: string,
  { reserve }: { reserve: boolean },
): Promise<void> {
  await gui.find('text', 'Activate the recorder');
  await hand.fill('Create new password', password);
  await hand.fill('Confirm new password', password);
  if (reserve) await hand.press('checkbox', 'Reserved E-mail Settings');
  await hand.press('button', 'Activate');
}

/** Fig. 2. */
export async function reserveAddress(gui: Gui, hand: Hand, address: string): Promise<void> {
  await hand.fill('E-mail address', address);
  await hand.press('button', 'OK');
  await gui.find('text', 'Not tested yet.');
  await hand.press('button', 'Done');
}

/** Fig. 6 to 9: from the login to the QR code, which is read off the monitor. */
export async function askForCode(
  recorder: Recorder,
  gui: Gui,
  hand: Hand,
  vendor: Vendor,
  readToTheEnd: () => Promise<void>,
): Promise<Opened> {
  await hand.press('button', 'Forgot Password');
  await gui.find('radio', 'Verify by Reserved E-mail');
  await hand.press('button', 'OK');
  await gui.find('text', 'Legal Disclaimer');
  await readToTheEnd();
  await hand.press('button', 'OK');
  await gui.find('text', 'Scan the QR code');
  const opened = await recorder.waitForScreen('a QR code', (picture) => vendor.open(picture));
  assert.is(opened.address, ADDRESS);
  return opened;
}

export async function logIn(hand: Hand, password: string): Promise<void> {
  await hand.fill('Password', password);
  await hand.press('button', 'Login');
}
