/** Debian packages that tests need beside npm's: installed when root, else asked for. */
import { execFileSync, spawnSync } from 'node:child_process';

/** What the virtual recorder needs (test/vm). */
export const VM_PACKAGES = ['qemu-system-x86', 'busybox-static', 'cpio', 'kmod', 'e2fsprogs', 'xz-utils'];

/** What tests of pages need: the phone's and the preview's. */
export const BROWSER_PACKAGES = ['chromium'];

/** Thrown when packages are missing and this user may not install them. The message is the line to run. */
export class MissingPackages extends Error {
  override readonly name = 'MissingPackages';

  constructor(missing: readonly string[]) {
    super(
      `Debian packages are missing. As root, run:\n  apt-get install -y --no-install-recommends ${missing.join(' ')}`,
    );
  }
}

/**
 * Makes sure that Debian packages are installed.
 * @throws MissingPackages when some are not and this user is not root
 */
export function ensurePackages(names: readonly string[]): void {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) throw new MissingPackages(missing);
  const apt = (...args: string[]) =>
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  process.stdout.write(`installing ${missing.join(' ')}\n`);
  apt('update', '-q');
  apt('install', '-y', '-q', '--no-install-recommends', ...missing);
}

function isInstalled(name: string): boolean {
  const answer = spawnSync('dpkg', ['-s', name], { encoding: 'utf8' });
  return answer.status === 0 && /^Status: install ok installed$/m.test(answer.stdout);
}
