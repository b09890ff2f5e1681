'use client';

import { type ComponentProps, lazy } from 'react';

const SignOutButton = lazy(() =>
  import('./sign-out-button').then(
    (module) => ({ default: module.SignOutButton }),
    () => ({ default: PlainSignOut }),
  ),
);

/** Next-auth's own page, which asks once more, where the script did not come. */
function PlainSignOut({ className }: { className?: string }) {
  return (
    <a href="/api/auth/signout" className={className}>
      Sign out
    </a>
  );
}

/** In a script of its own, for those who are signed in. */
export function LazySignOutButton(props: ComponentProps<typeof SignOutButton>) {
  return <SignOutButton {...props} />;
}
