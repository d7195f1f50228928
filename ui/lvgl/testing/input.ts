import type { InputEvent, InputEventType } from '../hal.ts';

/** An event of the seat in which nothing is set but its type and time. */
export const inputEvent = (type: InputEventType, time: number): InputEvent => ({
  type,
  x: 0,
  y: 0,
  button: 0,
  buttons: 0,
  wheel: 0,
  key: '',
  text: '',
  repeat: false,
  shift: false,
  ctrl: false,
  alt: false,
  time,
});
