import type { Element } from '../../jsx/index.ts';
import { atScrollEnd, type Obj, type ObjEvent, scrollBy, scrollTo } from '../../lvgl/index.ts';
import type { LegalBlock } from '../legal.ts';
import { Column, Row } from './box.tsx';

interface ScrollTextProps {
  blocks: readonly LegalBlock[];
  /** The end was seen: by wheel, scrollbar or keys, or because everything fits. */
  onEnd: () => void;
}

/** Logical pixels one arrow key scrolls. */
const LINE = 48;

/** A long text to read. It takes the focus, so that arrows, Page Up and Down, Home and End move it. */
export function ScrollText({ blocks, onEnd }: ScrollTextProps): Element {
  const look = (box: Obj): void => {
    if (atScrollEnd(box)) onEnd();
  };
  const key = (event: ObjEvent): void => {
    const box = event.currentTarget;
    const { scale } = box.display;
    const before = box.scrollState.y;
    if (event.key === 'ArrowDown') scrollBy(box, 0, LINE * scale);
    else if (event.key === 'ArrowUp') scrollBy(box, 0, -LINE * scale);
    else if (event.key === 'Home') scrollTo(box, 0, 0);
    else if (event.key === 'End') scrollTo(box, 0, Number.MAX_SAFE_INTEGER);
    else return;
    // An arrow that has nowhere to scroll goes on to the buttons.
    if (box.scrollState.y !== before || event.key === 'Home' || event.key === 'End') event.stop();
  };
  return (
    <obj
      role="document"
      scrollable
      clickFocusable
      clickable
      autoFocus
      onScroll={(event) => look(event.currentTarget)}
      onSizeChanged={(event) => look(event.currentTarget)}
      onKey={key}
      style={{
        flexGrow: 1,
        minHeight: 120,
        layout: 'flex',
        flexFlow: 'column',
        flexCrossPlace: 'stretch',
        padRow: 10,
        padAll: 18,
        padRight: 26,
        radius: 8,
        borderWidth: 1,
        borderColor: 'border',
        bgColor: 'field',
      }}
      stateStyles={{ focusKey: { borderColor: 'focus', outlineColor: 'focus', outlineWidth: 2 } }}
    >
      {blocks.map((block) => (
        <Block of={block} />
      ))}
    </obj>
  );
}

function Block({ of: block }: { of: LegalBlock }): Element {
  if ('heading' in block) return <label variant="strong" text={block.heading} />;
  if ('text' in block) return <label text={block.text} />;
  return (
    <Row gap={10} cross="start">
      <label variant="muted" text="•" />
      <Column grow={1}>
        <label text={block.item} />
      </Column>
    </Row>
  );
}
