/** The test kit: a clock, a mouse and a keyboard in a test's hand, and eyes for what is on the screen. */

export { inputEvent } from '../hal.ts';
export { VirtualClock } from './clock.ts';
export { type ContrastEntry, contrastRatio, contrastReport } from './contrast.ts';
export { VirtualKeyboard } from './keyboard.ts';
export { comparePictures, describeDifference, type Picture, type PictureDifference } from './pictures.ts';
export { type Point, type Target, VirtualPointer } from './pointer.ts';
export {
  getByRole,
  getByText,
  queryAllByRole,
  queryAllByText,
  queryByRole,
  queryByText,
  type TextMatch,
} from './queries.ts';
export { focusOrder, reachableObjects, type TreeNode, treeOf, treeText } from './tree.ts';
