/** The encoder of the package `qrcode` alone, without its renderers, which need a file system or a canvas. */
declare module 'qrcode/lib/core/qrcode.js' {
  /** `data` has `size` × `size` entries, not 0 where a module is dark. Throws when the text fits no version. */
  export function create(
    text: string,
    options: { errorCorrectionLevel: 'M' | 'Q' },
  ): { readonly modules: { readonly size: number; readonly data: Uint8Array } };
}
