/** @jsxImportSource preact */
/** What can be laid over the screen, and what the inspector found. */
import type { Inspected } from '../engine/index.ts';
import { OVERLAYS, type Route, VISIONS } from './route.ts';

const OVERLAY_NAMES = { inspect: 'Inspect', grid: '8 px grid', focus: 'Focus order', damage: 'Redrawn areas' } as const;

export function Tools({ route, change }: { route: Route; change: (changes: Partial<Route>) => void }) {
  const { overlays, vision } = route;
  return (
    <section class="tools">
      <h2>Overlays</h2>
      {OVERLAYS.map((overlay) => (
        <label key={overlay}>
          <input
            type="checkbox"
            checked={overlays.includes(overlay)}
            onChange={(event) => {
              const others = overlays.filter((other) => other !== overlay);
              change({ overlays: event.currentTarget.checked ? [...others, overlay] : others });
            }}
          />
          {OVERLAY_NAMES[overlay]}
        </label>
      ))}
      <label class="row">
        Seen with
        <select
          value={vision ?? ''}
          onChange={(event) => change({ vision: VISIONS.find((one) => one === event.currentTarget.value) ?? null })}
        >
          <option value="">full colour vision</option>
          {VISIONS.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}

export function Findings({ found }: { found: Inspected | null }) {
  if (!found) return <p class="hint">Move the mouse over the screen to see what a thing is made of.</p>;
  const { padding, gap, contrast } = found;
  return (
    <dl class="findings">
      <Row name="Object">{found.role === 'none' ? found.kind : `${found.kind}, ${found.role}`}</Row>
      {found.name !== '' && <Row name="Name">{found.name}</Row>}
      <Row name="Place">
        {found.x}, {found.y}
      </Row>
      <Row name="Size">
        {found.width} × {found.height}
      </Row>
      <Row name="Padding">
        {padding.top} {padding.right} {padding.bottom} {padding.left}
      </Row>
      <Row name="Gap">
        {gap.row} rows, {gap.column} columns
      </Row>
      <Row name="Radius">{found.radius}</Row>
      <Row name="Font">{found.font}</Row>
      <Row name="Text">
        <Swatch color={found.text} />
      </Row>
      {found.background && (
        <Row name="Background">
          <Swatch color={found.background} />
        </Row>
      )}
      {found.border && (
        <Row name="Border">
          <Swatch color={found.border} />
        </Row>
      )}
      {contrast && (
        <Row name="Contrast">
          <span class={contrast.ratio < contrast.required ? 'bad' : 'good'}>
            {contrast.ratio.toFixed(2)} of {contrast.required}
          </span>
        </Row>
      )}
    </dl>
  );
}

const Row = ({ name, children }: { name: string; children: preact.ComponentChildren }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

const Swatch = ({ color }: { color: string }) => (
  <>
    <i class="swatch" style={{ background: color }} />
    {color}
  </>
);
