import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';

const TONES = {
  info: { box: 'border-accent-line bg-accent-soft text-on-accent-soft', Icon: Info },
  warn: { box: 'border-warn-line bg-warn-soft text-on-warn-soft', Icon: TriangleAlert },
  danger: { box: 'border-danger-line bg-danger-soft text-on-danger-soft', Icon: CircleAlert },
};

type NoticeProps = {
  tone?: keyof typeof TONES;
  title?: ReactNode;
  /** Spoken when it appears. Leave out for what stands on the page from the start. */
  live?: boolean;
  className?: string;
  children?: ReactNode;
};

/** Something to know before going on: a warning, a refusal, a remark. */
export function Notice({ tone = 'info', title, live = false, className, children }: NoticeProps) {
  const { box, Icon } = TONES[tone];
  return (
    <div
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      className={cx('flex gap-3 rounded-md border px-4 py-3 text-sm', box, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-[1.125rem] shrink-0" />
      <div className="grid min-w-0 gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="min-w-0 [overflow-wrap:anywhere]">{children}</div>}
      </div>
    </div>
  );
}
