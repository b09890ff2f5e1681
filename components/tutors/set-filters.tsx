import { X } from 'lucide-react';
import Link from 'next/link';

/** A filter in use, in words, and the address of the list without it. */
export type SetFilter = { label: string; without: string };

/** Where the form is folded: which filters are in use, each a link that drops it. */
export function SetFilters({ filters }: { filters: readonly SetFilter[] }) {
  if (filters.length === 0) return null;
  return (
    <ul aria-label="Filters in use" className="-mt-2 flex flex-wrap gap-2 md:hidden">
      {filters.map(({ label, without }) => (
        <li key={label}>
          <Link
            href={without}
            prefetch={false}
            className="inline-flex min-h-9 items-center gap-1.5 rounded-full border border-accent-line bg-accent-soft pr-2.5 pl-3.5 font-medium text-on-accent-soft text-sm hover:bg-accent-soft-hover"
          >
            {label}
            <span className="sr-only">, remove this filter</span>
            <X aria-hidden className="size-4" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
