import type { ReactNode } from 'react';
import { cx } from './cx';

const TONES = {
  neutral: 'bg-sunken text-ink-muted',
  accent: 'bg-accent-soft text-on-accent-soft',
  solid: 'bg-accent text-on-accent',
  warn: 'bg-warn-soft text-on-warn-soft',
  danger: 'bg-danger-soft text-on-danger-soft',
};

export type BadgeTone = keyof typeof TONES;

export function Badge({ tone = 'neutral', children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 whitespace-nowrap rounded-sm px-2 py-0.5 font-medium text-xs',
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
