import Link from 'next/link';
import { cx } from '../ui/cx';

/** What comes and what is settled, as two addresses. */
export function SessionTabs({ base, when }: { base: string; when: 'upcoming' | 'past' }) {
  const tabs = [
    { when: 'upcoming', label: 'Upcoming', href: base },
    { when: 'past', label: 'Past and cancelled', href: `${base}?when=past` },
  ];
  return (
    <nav aria-label="Which sessions" className="flex gap-6 border-b">
      {tabs.map((tab) => (
        <Link
          key={tab.when}
          href={tab.href}
          aria-current={tab.when === when ? 'page' : undefined}
          className={cx(
            '-mb-px inline-flex min-h-11 items-center border-b-2 font-medium',
            tab.when === when
              ? 'border-accent text-accent-text'
              : 'border-transparent text-ink-muted hover:text-ink',
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
