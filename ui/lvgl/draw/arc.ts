import { mix, multiply255, opaque } from './blend.ts';
import type { Layer } from './layer.ts';

/**
 * Draws an arc with round ends around the point (cx, cy), which lies between pixels if it is whole. `radius` is the
 * outer one, `width` reaches inwards, both in pixels. Degrees start at the right and grow clockwise (LVGL's way); the
 * arc runs clockwise from `startDegrees` to `endDegrees`, and 360 or more between them make a full ring.
 *
 * 1. In each row only the columns between the outer and the inner circle are looked at.
 * 2. A pixel in the sector gets the coverage of the ring: how deep its centre lies inside it.
 * 3. A pixel outside the sector gets the coverage of the nearer of the two discs that round the ends.
 */
export function drawArc(
  layer: Layer,
  cx: number,
  cy: number,
  radius: number,
  width: number,
  startDegrees: number,
  endDegrees: number,
  color: number,
  opa: number,
): void {
  const sweep = endDegrees - startDegrees >= 360 ? 360 : (((endDegrees - startDegrees) % 360) + 360) % 360;
  if (sweep === 0 || radius <= 0 || width <= 0 || opa === 0) return;
  const { clip, pixels, stride } = layer;
  const over = opaque(color);
  const inner = Math.max(0, radius - width);
  const middle = (radius + inner) / 2;
  const cap = (radius - inner) / 2;
  const sx = Math.cos((startDegrees * Math.PI) / 180);
  const sy = Math.sin((startDegrees * Math.PI) / 180);
  const ex = Math.cos((endDegrees * Math.PI) / 180);
  const ey = Math.sin((endDegrees * Math.PI) / 180);

  const top = Math.max(clip.y1, Math.floor(cy - radius));
  const bottom = Math.min(clip.y2, Math.ceil(cy + radius));
  for (let y = top; y < bottom; y++) {
    const py = y + 0.5 - cy;
    const outside = Math.sqrt(Math.max(0, (radius + 0.5) ** 2 - py * py));
    const hole = inner > 0.5 ? Math.sqrt(Math.max(0, (inner - 0.5) ** 2 - py * py)) : 0;
    const to = Math.min(clip.x2, Math.ceil(cx + outside));
    for (let x = Math.max(clip.x1, Math.floor(cx - outside)); x < to; x++) {
      const px = x + 0.5 - cx;
      if (px > -hole && px < hole) {
        x = Math.max(x, Math.floor(cx + hole - 0.5));
        continue;
      }
      const fromStart = sx * py - sy * px >= 0;
      const beforeEnd = px * ey - py * ex >= 0;
      const inSector = sweep === 360 || (sweep <= 180 ? fromStart && beforeEnd : fromStart || beforeEnd);
      let depth: number;
      if (inSector) {
        const distance = Math.sqrt(px * px + py * py);
        depth = inner === 0 ? radius - distance : Math.min(radius - distance, distance - inner);
      } else {
        const toStart = Math.sqrt((px - sx * middle) ** 2 + (py - sy * middle) ** 2);
        const toEnd = Math.sqrt((px - ex * middle) ** 2 + (py - ey * middle) ** 2);
        depth = cap - Math.min(toStart, toEnd);
      }
      if (depth <= -0.5) continue;
      const coverage = Math.round(Math.min(1, depth + 0.5) * 255);
      pixels[y * stride + x] = mix(pixels[y * stride + x]! | 0, over, multiply255(coverage, opa));
    }
  }
}
