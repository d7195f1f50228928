/** The package carries no types. */
declare module 'linebreak' {
  /** A place where a line may or, if `required`, must end: before the UTF-16 unit at `position`. */
  export interface Break {
    readonly position: number;
    readonly required: boolean;
  }
  /** Walks the break opportunities of a text by the Unicode line breaking algorithm (UAX #14); the last is its end. */
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): Break | null;
  }
}
