/** The phone's camera: a stream for the `<video>`, its frames for the reader, its torch. */
import { reader } from './reader.ts';

export type CameraProblem = 'denied' | 'missing';

export interface Camera {
  readonly stream: MediaStream;
  readonly hasTorch: boolean;
  setTorch(on: boolean): Promise<void>;
  stop(): void;
}

export async function openCamera(): Promise<Camera | CameraProblem> {
  // Undefined where the page did not come by HTTPS.
  if (navigator.mediaDevices === undefined) return 'missing';
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
    });
    const [track] = stream.getVideoTracks();
    return {
      stream,
      hasTorch: track !== undefined && 'torch' in (track.getCapabilities?.() ?? {}),
      setTorch: async (on) => {
        const torch: MediaTrackConstraintSet & { torch: boolean } = { torch: on };
        await track?.applyConstraints({ advanced: [torch] });
      },
      stop: () => {
        for (const open of stream.getTracks()) open.stop();
      },
    };
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'missing';
  }
}

/** Reads frame after frame, each as soon as the last is done, until `stop` is called. */
export function watchFrames(video: HTMLVideoElement, found: (texts: string[]) => void): () => void {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let stopped = false;
  const look = async () => {
    if (stopped || context === null) return;
    const { videoWidth: width, videoHeight: height } = video;
    if (width > 0 && height > 0) {
      canvas.width = width;
      canvas.height = height;
      context.drawImage(video, 0, 0);
      const texts = await reader.read(context.getImageData(0, 0, width, height), false);
      if (!stopped && texts.length > 0) found(texts);
    }
    if (!stopped) requestAnimationFrame(() => void look());
  };
  void look();
  return () => {
    stopped = true;
  };
}
