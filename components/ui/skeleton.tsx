import type { ReactNode } from 'react';
import { cx } from './cx';

type LoadingProps = {
  /** What is being loaded, where nothing around these blocks says so already. */
  label?: string;
  className?: string;
  children: ReactNode;
};

/** Around the blocks, which pulse as one: a layer each would cost a phone more than what they stand for. */
export function Loading({ label, className, children }: LoadingProps) {
  return (
    <div
      {...(label && { role: 'status', 'aria-label': label })}
      className={cx('animate-pulse motion-reduce:animate-none', className)}
    >
      {children}
    </div>
  );
}

/** A block in the shape of what comes. */
export function Skeleton({ className, isRound }: { className?: string; isRound?: boolean }) {
  return <div aria-hidden className={cx(isRound ? 'rounded-full' : 'rounded-md', 'bg-sunken', className)} />;
}

/** A field with its label, and the line below that helps to fill it in. */
export function FieldSkeleton({
  hasHint = false,
  control = 'h-11',
}: {
  hasHint?: boolean;
  control?: string;
}) {
  return (
    <div className="grid gap-1.5">
      <Skeleton className="h-5 w-24" />
      <Skeleton className={control} />
      {hasHint && <Skeleton className="h-5 w-52 max-w-full" />}
    </div>
  );
}

/** Keys for a number of like placeholders. */
export function placeholders(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `placeholder-${index}`);
}
