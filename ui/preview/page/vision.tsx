/** @jsxImportSource preact */
import type { Vision } from './route.ts';

/** Machado, Oliveira and Fernandes (2009), full severity; achromatopsia is luminance alone. For linear light. */
const MATRICES: Readonly<Record<Vision, readonly number[]>> = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
  achromatopsia: [0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722],
};

const values = (matrix: readonly number[]): string =>
  [...[0, 3, 6].map((row) => [...matrix.slice(row, row + 3), 0, 0].join(' ')), '0 0 0 1 0'].join(' ');

/** The filters that `filter: url(#protanopia)` and its like name. */
export const VisionFilters = () => (
  <svg width="0" height="0" aria-hidden="true" class="filters">
    {Object.entries(MATRICES).map(([vision, matrix]) => (
      <filter key={vision} id={vision} color-interpolation-filters="linearRGB">
        <feColorMatrix type="matrix" values={values(matrix)} />
      </filter>
    ))}
  </svg>
);
