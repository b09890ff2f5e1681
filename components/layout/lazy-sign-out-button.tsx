'use client';

import { type ComponentProps, lazy } from 'react';

const SignOutButton = lazy(() =>
  import('./sign-out-button').then((module) => ({ default: module.SignOutButton })),
);

/** In a script of its own, for those who are signed in. */
export function LazySignOutButton(props: ComponentProps<typeof SignOutButton>) {
  return <SignOutButton {...props} />;
}
