/** Reads QR codes off the main thread, with the WebAssembly that this service serves itself. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

self.onmessage = async ({ data }: MessageEvent<{ id: number; picture: ImageData | Blob; thorough: boolean }>) => {
  const { id, picture, thorough } = data;
  let texts: string[] = [];
  try {
    const results = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: thorough, tryInvert: thorough });
    texts = [...new Set(results.map((result) => result.text))];
  } catch {
    // A file that is no picture has no QR code in it.
  }
  self.postMessage({ id, texts });
};
