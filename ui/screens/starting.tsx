import type { Bindable, Element } from '../jsx/index.ts';

/** The first picture, until the daemon answers. Nothing moves, nothing can be pressed. */
export function Starting({ text }: { text: Bindable<string> }): Element {
  return (
    <obj
      style={{
        width: '100%',
        height: '100%',
        flexGrow: 1,
        layout: 'flex',
        flexFlow: 'column',
        flexMainPlace: 'center',
        flexCrossPlace: 'center',
        padRow: 20,
      }}
    >
      <icon icon="video" size="large" style={{ textColor: 'info' }} />
      <label variant="muted" role="status" text={text} />
    </obj>
  );
}
