/** `porthole daemon` as a program of its own, for tests that kill it. */
import { daemonCommand } from '../../../core/daemon/main.ts';

await daemonCommand().parseAsync();
