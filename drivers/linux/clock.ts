/** The kernel's CLOCK_MONOTONIC in milliseconds, the clock of evdev's time stamps after EVIOCSCLOCKID. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;
