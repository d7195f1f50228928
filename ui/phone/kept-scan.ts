/**
 * The scan that could not be sent yet, kept through a reload: the owner may have walked away from the recorder. It is
 * sealed, so what lies here is what anyone could photograph.
 */
const KEY = 'scan';

export const keptScan = (): string | null => localStorage.getItem(KEY);
export const keepScan = (payload: string): void => localStorage.setItem(KEY, payload);
export const dropScan = (): void => localStorage.removeItem(KEY);
