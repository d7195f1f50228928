import type { Bindable, Child, Element } from '../../jsx/index.ts';
import type { IconName } from '../../lvgl/index.ts';
import { Row } from './box.tsx';

const ICON = {
  info: 'info',
  warning: 'triangle-alert',
  danger: 'circle-alert',
  success: 'circle-check',
} as const satisfies Record<string, IconName>;

const VARIANT = {
  info: 'bannerInfo',
  warning: 'bannerWarning',
  danger: 'bannerDanger',
  success: 'bannerSuccess',
} as const;

interface BannerProps {
  kind: keyof typeof ICON;
  text: Bindable<string>;
  /** A button that belongs to it. */
  children?: Child;
}

/** Something the person should know before going on. */
export function Banner({ kind, text, children }: BannerProps): Element {
  return (
    <obj
      variant={`banner ${VARIANT[kind]}`}
      role={kind === 'danger' ? 'alert' : 'status'}
      style={{ layout: 'flex', flexFlow: 'row', flexCrossPlace: 'center', padColumn: 12, padHor: 14, padVer: 10 }}
    >
      <icon icon={ICON[kind]} />
      <label text={text} style={{ flexGrow: 1 }} />
      <Row gap={8}>{children}</Row>
    </obj>
  );
}
