'use client';

import { type ComponentProps, useSyncExternalStore } from 'react';
import { Button } from './button';

const never = () => () => {};

/**
 * Sends a form that a script handles. Until that script runs it is disabled: pressed earlier, the browser would post
 * the form itself, and what was typed would be gone.
 */
export function SubmitButton({ disabled, ...rest }: Omit<ComponentProps<typeof Button>, 'type'>) {
  const isHydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return <Button type="submit" disabled={disabled || !isHydrated} {...rest} />;
}
