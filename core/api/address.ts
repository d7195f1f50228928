/** What a screen may judge by itself while an address is being typed. The daemon judges it again by the same rules. */
export { checkAddress } from '../sealed/address.ts';
