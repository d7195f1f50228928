/**
 * A text field of one line (LVGL's `lv_textarea` in one-line mode). Unlike LVGL's the caret does not blink and moves by
 * grapheme, and text can be selected by drag, double click and Shift.
 *
 * `valueChanged` is sent for every change, by whomever; `ready` when Enter was pressed. Escape goes on to the parents.
 * A masked field draws a dot for each grapheme and never gives its text to `accessibleValue`.
 */
import type { Layer } from '../draw/layer.ts';
import type { ObjEvent } from '../event.ts';
import { type ContentSize, Obj } from '../obj.ts';
import { nextGrapheme, prevGrapheme, wordBounds } from '../text/index.ts';
import { cleanText, countGraphemes, cutToLength, wordAfter, wordBefore } from './field-text.ts';
import { TextBuffer } from './text-buffer.ts';
import { TextareaView } from './textarea-view.ts';

/** Two presses within this time and distance are a double click. */
const DOUBLE_CLICK_MS = 400;
const DOUBLE_CLICK_PX = 6;

export class Textarea extends Obj {
  static override readonly themeClass: string = 'textarea';

  readonly #buffer = new TextBuffer();
  #placeholder = '';
  #masked = false;
  #maxLength = Number.POSITIVE_INFINITY;
  #acceptedChars = '';
  #readOnly = false;
  #grouping = 0;
  #upperCase = false;

  /** The caret, and the other end of the selection. Source indices on grapheme boundaries. */
  #cursor = 0;
  #anchor = 0;
  readonly #view = new TextareaView(this);

  #lastPress = Number.NEGATIVE_INFINITY;
  #lastPressX = 0;

  constructor(parent: Obj) {
    super(parent);
    this.role = 'textbox';
    this.clickable = true;
    this.clickFocusable = true;
    this.ownsDrag = true;
    this.pointerShape = 'text';
    this.onDelete(() => this.#forget());
  }

  // --- what it holds --------------------------------------------------------------------------------------------

  /** Each reading of it makes a string: do not keep that of a secret. Setting it puts the caret at the end. */
  get text(): string {
    return this.#buffer.toString();
  }

  set text(text: string) {
    const clean = cutToLength(this.#clean(text), this.#maxLength);
    if (this.#buffer.equals(clean)) return;
    this.#buffer.replace(0, this.#buffer.length, clean);
    this.#cursor = clean.length;
    this.#anchor = clean.length;
    this.#textChanged();
  }

  /** Shown while there is no text. */
  get placeholderText(): string {
    return this.#placeholder;
  }

  set placeholderText(text: string) {
    if (text === this.#placeholder) return;
    this.#placeholder = text;
    this.#view.invalidate();
  }

  get passwordMode(): boolean {
    return this.#masked;
  }

  set passwordMode(masked: boolean) {
    if (masked === this.#masked) return;
    this.#masked = masked;
    this.#showAnew();
  }

  /** The most graphemes it takes; Infinity, the default, for any number. */
  get maxLength(): number {
    return this.#maxLength;
  }

  set maxLength(length: number) {
    this.#maxLength = length;
    this.#refit();
  }

  /** The characters it takes, '' for all. Others are left out of what is entered. */
  get acceptedChars(): string {
    return this.#acceptedChars;
  }

  set acceptedChars(chars: string) {
    this.#acceptedChars = chars;
    this.#refit();
  }

  /** The text can be selected but not changed by the user. */
  get readOnly(): boolean {
    return this.#readOnly;
  }

  set readOnly(readOnly: boolean) {
    if (readOnly === this.#readOnly) return;
    this.#readOnly = readOnly;
    this.#view.invalidate();
  }

  /** Draws a hyphen after each group of so many graphemes, without it being in the text; 0, the default, draws none. */
  get grouping(): number {
    return this.#grouping;
  }

  set grouping(size: number) {
    if (size === this.#grouping) return;
    this.#grouping = size;
    this.#showAnew();
  }

  /** Makes upper case of whatever is entered. */
  get upperCase(): boolean {
    return this.#upperCase;
  }

  set upperCase(upperCase: boolean) {
    this.#upperCase = upperCase;
    this.#refit();
  }

  /** Source index of the caret, in UTF-16 units. Setting it takes the selection back. */
  get cursorPos(): number {
    return this.#cursor;
  }

  set cursorPos(index: number) {
    this.#moveTo(this.#snap(index), false);
  }

  /** The selected part of the text as a range of UTF-16 units; empty where both ends are the caret. */
  get selection(): { start: number; end: number } {
    return { start: Math.min(this.#cursor, this.#anchor), end: Math.max(this.#cursor, this.#anchor) };
  }

  override get accessibleName(): string {
    return this.label || this.#placeholder;
  }

  override get accessibleValue(): string {
    return this.#masked ? '' : this.text;
  }

  /** Overwrites and drops the text. For secrets, when the screen goes or they were handed over. */
  clearSecret(): void {
    const had = this.#buffer.length > 0;
    this.#forget();
    if (had) this.#textChanged();
  }

  #forget(): void {
    this.#buffer.wipe();
    this.#cursor = 0;
    this.#anchor = 0;
    this.#view.forget();
  }

  // --- editing --------------------------------------------------------------------------------------------------

  /** Enters text in the place of the selection, as far as it is accepted and there is room for it. */
  addText(text: string): void {
    if (this.#readOnly) return;
    const { start, end } = this.selection;
    let clean = this.#clean(text);
    // As many graphemes as units is the most there can be, so that counting is seldom needed.
    if (this.#buffer.length - (end - start) + clean.length > this.#maxLength) {
      const rest = this.#buffer.slice(0, start) + this.#buffer.slice(end, this.#buffer.length);
      clean = cutToLength(clean, this.#maxLength - countGraphemes(rest));
    }
    if (clean !== '') this.#replace(start, end, clean);
  }

  /** Deletes the selection, else the grapheme before the caret. */
  deleteChar(): void {
    const { start, end } = this.selection;
    this.#delete(start === end ? prevGrapheme(this.text, end) : start, end);
  }

  /** Deletes the selection, else the grapheme after the caret. */
  deleteCharForward(): void {
    const { start, end } = this.selection;
    this.#delete(start, start === end ? nextGrapheme(this.text, start) : end);
  }

  /** One grapheme back, or to the beginning of the selection. */
  cursorLeft(): void {
    const { start, end } = this.selection;
    this.#moveTo(start === end ? prevGrapheme(this.text, start) : start, false);
  }

  /** One grapheme on, or to the end of the selection. */
  cursorRight(): void {
    const { start, end } = this.selection;
    this.#moveTo(start === end ? nextGrapheme(this.text, end) : end, false);
  }

  selectAll(): void {
    this.#anchor = 0;
    this.#moveTo(this.#buffer.length, true);
  }

  /** What is there already keeps to a limit that was set later. */
  #refit(): void {
    this.text = this.#buffer.toString();
  }

  #clean(text: string): string {
    return cleanText(this.#upperCase ? text.toUpperCase() : text, this.#acceptedChars);
  }

  #delete(start: number, end: number): void {
    if (!this.#readOnly && start < end) this.#replace(start, end, '');
  }

  #replace(start: number, end: number, text: string): void {
    this.#buffer.replace(start, end, text);
    this.#cursor = this.#snap(start + text.length);
    this.#anchor = this.#cursor;
    this.#textChanged();
  }

  /** The end of the grapheme that holds the unit before `index`: joining two texts may join what stands at the seam. */
  #snap(index: number): number {
    const text = this.text;
    if (index <= 0) return 0;
    return index >= text.length ? text.length : nextGrapheme(text, prevGrapheme(text, index));
  }

  #moveTo(index: number, select: boolean): void {
    this.#cursor = index;
    if (!select) this.#anchor = index;
    this.#showCaret();
    this.#view.invalidate();
  }

  #textChanged(): void {
    this.#showAnew();
    this.#showCaret();
    this.send('valueChanged');
  }

  // --- keys and pointer -----------------------------------------------------------------------------------------

  protected override onEvent(event: ObjEvent): void {
    switch (event.code) {
      case 'key':
        if (this.#key(event)) event.stop();
        break;
      case 'pressed':
        this.#press(event);
        break;
      case 'pressing':
        this.#moveTo(this.#snap(this.#view.indexAt(event.x)), true);
        break;
      case 'focused':
        // Who came by keyboard wants to see where typing goes; who clicked says so by the click.
        if (this.hasState('focusKey')) this.#showCaret();
        break;
      case 'defocused':
        this.#anchor = this.#cursor;
        this.#showCaret();
        break;
    }
  }

  #key(event: ObjEvent): boolean {
    switch (event.key) {
      case 'ArrowLeft':
        if (event.ctrl) this.#moveTo(this.#wordBefore, event.shift);
        else if (event.shift) this.#moveTo(prevGrapheme(this.text, this.#cursor), true);
        else this.cursorLeft();
        return true;
      case 'ArrowRight':
        if (event.ctrl) this.#moveTo(this.#wordAfter, event.shift);
        else if (event.shift) this.#moveTo(nextGrapheme(this.text, this.#cursor), true);
        else this.cursorRight();
        return true;
      case 'Home':
        this.#moveTo(0, event.shift);
        return true;
      case 'End':
        this.#moveTo(this.#buffer.length, event.shift);
        return true;
      case 'Backspace':
        if (event.ctrl && this.#cursor === this.#anchor) this.#delete(this.#wordBefore, this.#cursor);
        else this.deleteChar();
        return true;
      case 'Delete':
        if (event.ctrl && this.#cursor === this.#anchor) this.#delete(this.#cursor, this.#wordAfter);
        else this.deleteCharForward();
        return true;
      case 'Enter':
        if (!event.repeat) this.send('ready');
        return true;
      default:
        if (event.ctrl && event.key.toLowerCase() === 'a') this.selectAll();
        else if (event.text !== '' && !event.ctrl) this.addText(event.text);
        else return false;
        return true;
    }
  }

  #press(event: ObjEvent): void {
    const now = this.display.clock.now();
    const again =
      now - this.#lastPress <= DOUBLE_CLICK_MS &&
      Math.abs(event.x - this.#lastPressX) <= DOUBLE_CLICK_PX * this.display.scale;
    this.#lastPress = again ? Number.NEGATIVE_INFINITY : now;
    this.#lastPressX = event.x;
    const index = this.#snap(this.#view.indexAt(event.x));
    if (!again) {
      this.#moveTo(index, event.shift);
      return;
    }
    const word = this.#wordAt(index);
    this.#anchor = word.start;
    this.#moveTo(word.end, true);
  }

  // Where a secret's words begin and end is part of the secret.

  get #wordBefore(): number {
    return this.#masked ? 0 : wordBefore(this.text, this.#cursor);
  }

  get #wordAfter(): number {
    return this.#masked ? this.#buffer.length : wordAfter(this.text, this.#cursor);
  }

  #wordAt(index: number): { start: number; end: number } {
    return this.#masked ? { start: 0, end: this.#buffer.length } : wordBounds(this.text, index);
  }

  // --- layout and drawing ---------------------------------------------------------------------------------------

  protected override styleRefreshed(): void {
    this.#view.forget();
  }

  override resized(): void {
    super.resized();
    this.#showCaret();
  }

  override measureContent(_maxWidth: number, out: ContentSize): void {
    const font = this.display.fonts.get(this.style.textFont);
    // Room for some twenty characters; forms set a width.
    out.width = font.lineHeight * 10;
    out.height = font.lineHeight;
  }

  /** Who does not write sees the text from its beginning. */
  #showCaret(): void {
    this.#view.scrollTo(this.hasState('focused') ? this.#cursor : 0);
  }

  #showAnew(): void {
    this.#view.forget();
    this.#view.invalidate();
  }

  override drawMain(layer: Layer): void {
    super.drawMain(layer);
    this.#view.draw(layer);
  }
}
