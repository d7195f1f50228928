/** The QR reader's worker, as a function. */
import * as v from 'valibot';

const Answer = v.object({ id: v.number(), texts: v.array(v.string()) });

export class QrReader {
  private readonly worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
  private readonly waiting = new Map<number, (texts: string[]) => void>();
  private next = 0;

  constructor() {
    this.worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      const { id, texts } = v.parse(Answer, data);
      this.waiting.get(id)?.(texts);
      this.waiting.delete(id);
    };
  }

  /** All QR codes in a picture. `thorough` for a picture that was chosen: there will be no next frame. */
  read(picture: ImageData | Blob, thorough: boolean): Promise<string[]> {
    const id = this.next++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.worker.postMessage({ id, picture, thorough });
    });
  }
}

export const reader = new QrReader();
