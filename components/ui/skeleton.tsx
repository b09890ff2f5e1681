import { cx } from './cx';

/** A block in the shape of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={cx('animate-pulse rounded-md bg-sunken motion-reduce:animate-none', className)}
    />
  );
}

/** Keys for a number of like placeholders. */
export function placeholders(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `placeholder-${index}`);
}
