/** @jsxImportSource preact */
/** The whole product to be played: a recorder in this page, its monitor, and the owner's phone beside it. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Letter, PlayRecorder, PlayState } from '../engine/index.ts';
import type { View } from './main.tsx';
import { Monitor, type Start } from './monitor.tsx';

const NOTHING: PlayState = { active: false, reset: 'none', adminCanLogIn: false };
const nothing = (): void => {};

export function Play({ engine, route, onFault }: View) {
  const { width, height, scale, theme, locale } = route.setting;
  const [recorder, setRecorder] = useState<PlayRecorder | null>(null);
  const [state, setState] = useState(NOTHING);
  const [boots, setBoots] = useState(0);
  const [away, setAway] = useState(false);
  const [letter, setLetter] = useState<Letter | null>(null);
  const [busy, setBusy] = useState(false);

  // The recorder outlives a saved screen, as the real one does.
  useEffect(() => {
    let made: PlayRecorder | null = null;
    let ended = false;
    const changed = (): void => {
      if (!made || ended) return;
      setAway(made.connection.peek() !== 'up');
      made.state().then(setState, onFault);
    };
    engine.PlayRecorder.start(changed, () => setBoots((count) => count + 1)).then((started) => {
      if (ended) return started.close();
      made = started;
      setRecorder(started);
      changed();
    }, onFault);
    return () => {
      ended = true;
      made?.close();
    };
  }, []);

  const start = useCallback<Start>(
    async (canvas, onFrame, signal) => {
      if (!recorder) return new Promise(nothing);
      return engine.showRecorder(canvas, recorder, { width, height, scale, theme, locale }, onFrame, signal);
    },
    [engine, recorder, boots, width, height, scale, theme, locale],
  );

  const run = (work: (recorder: PlayRecorder) => Promise<void> | void) => async (): Promise<void> => {
    if (!recorder) return;
    setBusy(true);
    try {
      await work(recorder);
    } catch (error) {
      onFault(error);
    }
    setBusy(false);
  };
  const pending = state.reset === 'pending';
  const ready = recorder !== null && !busy;
  return (
    <main class="stage play">
      <Monitor
        engine={engine}
        route={route}
        start={start}
        onLive={nothing}
        onInspect={nothing}
        onFault={onFault}
        name="play"
      />
      <aside class="panel">
        <section class="phone">
          <h2>Phone</h2>
          <button
            type="button"
            class="primary"
            disabled={!ready || !pending}
            onClick={run(async (it) => setLetter(await it.scan()))}
          >
            Scan the QR code
          </button>
          {letter ? (
            <Mail letter={letter} />
          ) : (
            <p class="hint">
              {pending ? 'The QR code is on the screen.' : 'Forgot Password shows the QR code to scan.'}
            </p>
          )}
        </section>
        <section class="events">
          <h2>What may happen</h2>
          {!state.active && (
            <>
              <button type="button" disabled={!ready} onClick={run((it) => it.activate())}>
                Activate for me
              </button>
              <p class="hint">
                The password will be <code>{engine.SAMPLE_PASSWORD}</code>, the address {engine.SAMPLE_ADDRESS}.
              </p>
            </>
          )}
          <button type="button" disabled={!ready} onClick={run((it) => it.reboot())}>
            Reboot
          </button>
          <button type="button" disabled={!ready} onClick={run((it) => it.later())}>
            48 hours later
          </button>
          <button type="button" disabled={!ready || !state.adminCanLogIn} onClick={run((it) => it.changeAddress())}>
            Address changed at a computer
          </button>
          <button type="button" disabled={!ready || !pending} onClick={run((it) => it.guess())}>
            Five wrong codes
          </button>
          <button
            type="button"
            disabled={!ready}
            aria-pressed={away}
            onClick={run((it) => (away ? it.findDaemon() : it.loseDaemon()))}
          >
            Daemon away
          </button>
        </section>
        <section>
          <h2>Recorder</h2>
          <p class="hint" data-reset={state.reset}>
            {state.active ? 'Active' : 'Not activated'}, reset request: {state.reset}
          </p>
        </section>
      </aside>
    </main>
  );
}

const Mail = ({ letter }: { letter: Letter }) => (
  <article class="mail">
    <p>
      To <b>{letter.to}</b>
    </p>
    <h3>{letter.subject}</h3>
    <output>{letter.code}</output>
    <pre>{letter.text}</pre>
  </article>
);
