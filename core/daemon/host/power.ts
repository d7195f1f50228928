/** Turning the machine off. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Params } from '../../api/contract.ts';

const run = promisify(execFile);

type Action = Params<'device.power'>['action'];

/**
 * @param program called with `reboot` or `poweroff` as its one argument; where none is given, systemd is asked, and
 *   where that is not there, the programs of that name. No shell is involved.
 */
export async function power(action: Action, program: string | undefined): Promise<void> {
  const verb = action === 'reboot' ? 'reboot' : 'poweroff';
  if (program !== undefined) {
    await run(program, [verb]);
    return;
  }
  try {
    await run('systemctl', [verb]);
  } catch {
    await run(verb, []);
  }
}
