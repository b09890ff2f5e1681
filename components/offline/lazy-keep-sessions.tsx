'use client';

import { type ComponentProps, lazy } from 'react';

const KeepSessions = lazy(() =>
  import('./keep-sessions').then(
    (module) => ({ default: module.KeepSessions }),
    // What does not come keeps nothing, and the page goes on.
    () => ({ default: () => null }),
  ),
);

/** In a script of its own, for those who are signed in. */
export function LazyKeepSessions(props: ComponentProps<typeof KeepSessions>) {
  return <KeepSessions {...props} />;
}
