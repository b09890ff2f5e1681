import Link from 'next/link';
import type { ReactNode } from 'react';
import { paths } from '@/lib/paths';
import { cx } from '../ui/cx';

const SHOWN = 7;

type SubjectLinksProps = {
  /** In the order in which they are worth showing; the first few are. */
  subjects: readonly string[];
  className?: string;
  /** What follows them. */
  children?: ReactNode;
};

/** Subjects to look for tutors of. */
export function SubjectLinks({ subjects, className, children }: SubjectLinksProps) {
  if (subjects.length === 0) return null;
  return (
    <ul aria-label="Subjects" className={cx('flex flex-wrap gap-2', className)}>
      {subjects.slice(0, SHOWN).map((subject) => (
        <li key={subject}>
          <Link
            href={`${paths.tutors()}?subject=${encodeURIComponent(subject)}`}
            className="inline-flex min-h-9 items-center rounded-full border border-line-strong/60 bg-surface px-3.5 font-medium text-sm hover:border-line-strong hover:bg-sunken"
          >
            {subject}
          </Link>
        </li>
      ))}
      {children}
    </ul>
  );
}
