/** The recovery command as a program of its own, for tests to start. */
import { recoveryCommand } from '../../../core/recovery/main.ts';

await recoveryCommand().parseAsync();
