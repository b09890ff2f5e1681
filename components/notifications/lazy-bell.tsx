'use client';

import { type ComponentProps, lazy } from 'react';

const Bell = lazy(() =>
  import('./bell').then(
    (module) => ({ default: module.Bell }),
    // Without its script there is no bell, and the page goes on.
    () => ({ default: () => <></> }),
  ),
);

/** The bell in a script of its own: the frame of every page has it, and who is signed out need not carry it. */
export function LazyBell(props: ComponentProps<typeof Bell>) {
  return <Bell {...props} />;
}
