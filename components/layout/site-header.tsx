import Link from 'next/link';
import { type ReactNode, Suspense } from 'react';
import { paths } from '@/lib/paths';
import { Avatar } from '../ui/avatar';
import { buttonClass } from '../ui/button';
import { cx } from '../ui/cx';
import { LazySignOutButton } from './lazy-sign-out-button';
import { Logo } from './logo';
import { NavLink } from './nav-link';
import { NavPanel } from './nav-panel';
import { ThemeSwitch } from './theme-switch';

export type HeaderUser = {
  /** What their picture is made from. */
  seed: string;
  name: string;
  email: string;
  isTutor: boolean;
};

type Destination = { href: string; label: string; isExact?: boolean; className?: string };

/** A session that one teaches has an address elsewhere, and says itself where it belongs. */
const LIT_BY_PAGE = '[body:has([data-teaching])_&]:text-accent-text';

function destinationsOf(user: HeaderUser | null): Destination[] {
  const find = { href: paths.tutors(), label: 'Find a tutor' };
  if (!user) return [find, { href: paths.teach(), label: 'Teach' }];
  const mine = { href: paths.sessions(), label: 'My sessions' };
  if (!user.isTutor) return [find, mine];
  return [
    find,
    // A session below it may be one that they teach.
    { ...mine, isExact: true },
    { href: paths.teach(), label: 'Teaching', className: LIT_BY_PAGE },
  ];
}

const PANEL_LINK = 'flex min-h-11 w-full';
const PANEL_BUTTON = `${PANEL_LINK} items-center rounded-md px-3 font-medium hover:bg-sunken`;

type SiteHeaderProps = {
  user: HeaderUser | null;
  /** On the page that says so: who is signed in is not known, and no link leads anywhere. */
  isOffline?: boolean;
  /** For those who are signed in. */
  bell?: ReactNode;
};

export function SiteHeader({ user, isOffline = false, bell }: SiteHeaderProps) {
  if (isOffline) {
    return (
      <header className="sticky top-0 z-30 border-b bg-canvas">
        <div className="shell flex h-16 items-center justify-between gap-2">
          <Logo />
          <ThemeSwitch />
        </div>
      </header>
    );
  }
  const destinations = destinationsOf(user);
  return (
    <header className="sticky top-0 z-30 border-b bg-canvas print:hidden">
      <div className="shell flex h-16 items-center gap-2 sm:gap-4">
        <Link
          href={paths.home()}
          className="-mx-1 inline-flex items-center rounded-md px-1 py-2"
          aria-label="Slotwise, home"
        >
          <Logo />
        </Link>
        <nav aria-label="Main" className="ml-4 hidden md:block">
          <ul className="flex items-center gap-1">
            {destinations.map((each) => (
              <li key={each.href}>
                <NavLink
                  href={each.href}
                  isExact={each.isExact}
                  className={cx('inline-flex min-h-9 text-[0.9375rem]', each.className)}
                >
                  {each.label}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="ml-auto flex items-center gap-1 sm:gap-2">
          <ThemeSwitch />
          {bell}
          {!user && (
            <div className="hidden items-center gap-2 md:flex">
              <Link href={paths.signIn()} className={buttonClass({ look: 'quiet', size: 'sm' })}>
                Sign in
              </Link>
              <Link href={paths.register()} className={buttonClass({ size: 'sm' })}>
                Create account
              </Link>
            </div>
          )}
          {user ? (
            <NavPanel
              id="account"
              label={`Account of ${user.name}`}
              icon={<Avatar seed={user.seed} name={user.name} className="size-8" />}
            >
              <div className="border-b px-3 pt-1 pb-3">
                <p className="font-semibold">{user.name}</p>
                <p className="text-ink-muted text-sm [overflow-wrap:anywhere]">{user.email}</p>
              </div>
              <ul className="grid py-1">
                {destinations.map((each) => (
                  <li key={each.href} className="md:hidden">
                    <NavLink
                      href={each.href}
                      isExact={each.isExact}
                      className={cx(PANEL_LINK, each.className)}
                    >
                      {each.label}
                    </NavLink>
                  </li>
                ))}
                {!user.isTutor && (
                  <li>
                    <NavLink href={paths.teach()} isExact className={PANEL_LINK}>
                      Become a tutor
                    </NavLink>
                  </li>
                )}
                {user.isTutor && (
                  <>
                    <li>
                      <NavLink href={paths.teachCalendar()} className={PANEL_LINK}>
                        Calendar
                      </NavLink>
                    </li>
                    <li>
                      <NavLink href={paths.teachSessions()} className={PANEL_LINK}>
                        Sessions you teach
                      </NavLink>
                    </li>
                    <li>
                      <NavLink href={paths.teachEarnings()} className={PANEL_LINK}>
                        Earnings
                      </NavLink>
                    </li>
                    <li>
                      <NavLink href={paths.teachProfile()} className={PANEL_LINK}>
                        Tutor profile
                      </NavLink>
                    </li>
                  </>
                )}
                <li>
                  <NavLink href={paths.settings()} className={PANEL_LINK}>
                    Settings
                  </NavLink>
                </li>
              </ul>
              <div className="border-t pt-1">
                <Suspense>
                  <LazySignOutButton className={PANEL_BUTTON} />
                </Suspense>
              </div>
            </NavPanel>
          ) : (
            <NavPanel id="menu" label="Menu" icon={null} className="md:hidden">
              <ul className="grid py-1">
                {[
                  ...destinations,
                  { href: paths.signIn(), label: 'Sign in' },
                  { href: paths.register(), label: 'Create account' },
                ].map((each) => (
                  <li key={each.href}>
                    <NavLink href={each.href} isExact={each.isExact} className={PANEL_LINK}>
                      {each.label}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </NavPanel>
          )}
        </div>
      </div>
    </header>
  );
}
