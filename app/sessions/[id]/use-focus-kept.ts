import { useEffect } from 'react';

/** Where a control goes because the session has moved on, whoever was on it goes on from the page's content. */
export function useFocusKept(isGone: boolean): void {
  useEffect(() => {
    if (isGone && document.activeElement === document.body) document.getElementById('main')?.focus();
  }, [isGone]);
}
