/** Signals, elements and what binds them. */
export { batch, computed, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals-core';
export { For, Show } from './control.ts';
export { type Bindable, type Child, type Component, type Element, mount, read } from './element.ts';
export { type Context, createContext, onCleanup, provide, useContext, useEffect } from './owner.ts';
