/** @jsxImportSource preact */
/** P1: the camera with its frame and torch; a picture or the text where there is no camera. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Camera, type CameraProblem, openCamera, watchFrames } from './camera.ts';
import { type TextKey, t } from './i18n.ts';
import { reader } from './reader.ts';

/** As a recorder begins its QR codes, of this version or a newer one. */
const OURS = /^PH[1-9]\d{0,2}:/;

export function ScanView({ onPayload }: { onPayload: (payload: string) => void }) {
  const [hint, setHint] = useState<TextKey | null>(null);

  const take = (texts: readonly string[]) => {
    const ours = texts.filter((text) => OURS.test(text));
    const [payload] = ours;
    if (ours.length > 1) setHint('severalQr');
    else if (payload === undefined) setHint(texts.length === 0 ? 'noQr' : 'foreignQr');
    else onPayload(payload);
  };
  const takePicture = async (event: Event) => {
    const { currentTarget } = event;
    const [file] = currentTarget instanceof HTMLInputElement ? (currentTarget.files ?? []) : [];
    if (file !== undefined) take(await reader.read(file, true));
  };
  return (
    <>
      <Viewfinder onTexts={take} />
      <p class="hint" role="alert">
        {hint !== null && t(hint)}
      </p>
      <label class="button">
        <input
          class="hidden-input"
          type="file"
          accept="image/png,image/jpeg,image/webp,image/heic"
          onChange={takePicture}
        />
        {t('pick')}
      </label>
      <PasteForm onText={(text) => take([text])} />
    </>
  );
}

function Viewfinder({ onTexts }: { onTexts: (texts: string[]) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [camera, setCamera] = useState<Camera | CameraProblem | null>(null);
  const [torch, setTorch] = useState(false);
  // The frames outlive a drawing of this component; they must call the newest function.
  const found = useRef(onTexts);
  found.current = onTexts;

  useEffect(() => {
    let gone = false;
    let stopFrames = () => {};
    let opened: Camera | null = null;
    void openCamera().then((answer) => {
      if (typeof answer !== 'string') {
        if (gone) return answer.stop();
        opened = answer;
        const element = video.current;
        if (element !== null) {
          element.srcObject = answer.stream;
          void element.play().catch(() => undefined);
          stopFrames = watchFrames(element, (texts) => found.current(texts));
        }
      }
      if (!gone) setCamera(answer);
    });
    return () => {
      gone = true;
      stopFrames();
      opened?.stop();
    };
  }, []);

  if (typeof camera === 'string') return <p class="status">{t(camera)}</p>;
  return (
    <>
      <p id="aim">{camera === null ? t('starting') : t('aim')}</p>
      <div class="viewfinder">
        <video ref={video} playsInline muted aria-describedby="aim" />
        <div class="frame" aria-hidden="true" />
        {camera?.hasTorch && (
          <button
            type="button"
            class="torch"
            aria-pressed={torch}
            onClick={() => void camera.setTorch(!torch).then(() => setTorch(!torch))}
          >
            {t(torch ? 'torchOff' : 'torchOn')}
          </button>
        )}
      </div>
    </>
  );
}

function PasteForm({ onText }: { onText: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <details>
      <summary>{t('paste')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onText(text.trim());
        }}
      >
        <label for="payload">{t('pasteLabel')}</label>
        <textarea
          id="payload"
          rows={5}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="payload-hint"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <p id="payload-hint" class="muted">
          {t('pasteHint')}
        </p>
        <button type="submit" class="primary" disabled={text.trim() === ''}>
          {t('send')}
        </button>
      </form>
    </details>
  );
}
