import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';

type SectionProps = { id: string; title: string; note?: ReactNode; children: ReactNode };

/** One kind of thing. Its specimens stand on the page's own ground, as they do in use. */
export function Section({ id, title, note, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="grid min-w-0 gap-5 border-t pt-6">
      <div className="grid gap-1">
        <h2 id={`${id}-title`} className="text-2xl">
          {title}
        </h2>
        {note && <p className="max-w-[60ch] text-ink-muted text-sm">{note}</p>}
      </div>
      <div data-specimens className="grid min-w-0 gap-5">
        {children}
      </div>
    </section>
  );
}

/** Specimens side by side under one name. */
export function Row({
  name,
  className,
  children,
}: {
  name: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-2">
      <h3 className="font-medium text-ink-muted text-sm">{name}</h3>
      <div className={cx('flex flex-wrap items-center gap-3', className)}>{children}</div>
    </div>
  );
}

/** For what would do something elsewhere. */
export function nothing(): void {}
