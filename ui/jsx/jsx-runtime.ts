/** What the compiler calls for every tag (`jsxImportSource` in tsconfig.json). */
import { type Child, type Component, componentElement, type Element as JsxElement } from './element.ts';
import { type IntrinsicName, type IntrinsicProps, intrinsicElement, intrinsics } from './intrinsics.ts';

/** Several children without an object around them. */
export const Fragment = (props: { children?: Child }): Child => props.children;

type AnyComponent = Component<Record<string, unknown>>;

export function jsx(type: IntrinsicName | AnyComponent, props: Record<string, unknown>): JsxElement {
  if (typeof type === 'function') return componentElement(type, props);
  // The compiler checked the props against the element's name; here the name is no longer known.
  return intrinsicElement(intrinsics[type] as Parameters<typeof intrinsicElement>[0], props);
}

export { jsx as jsxDEV, jsx as jsxs };

export namespace JSX {
  export type Element = JsxElement;
  export type ElementType = IntrinsicName | ((props: never) => Child);
  export type IntrinsicElements = { [N in IntrinsicName]: IntrinsicProps<N> };
  export interface ElementChildrenAttribute {
    children: unknown;
  }
}
