import { useEffect, useRef } from 'react';

/** Where a control goes because the session has moved on, whoever was on it goes on from the page's content. */
export function useFocusKept(isGone: boolean): void {
  const wasGone = useRef(isGone);
  useEffect(() => {
    const goesNow = isGone && !wasGone.current;
    wasGone.current = isGone;
    if (goesNow && document.activeElement === document.body) document.getElementById('main')?.focus();
  }, [isGone]);
}
