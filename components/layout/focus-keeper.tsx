'use client';

import { useEffect } from 'react';
import { focusPlace, placeOf } from '../ui/focus-place';

/** Whoever knows a better place, as a dialog does that closes, is there by then. */
const PATIENCE_MS = 50;

/**
 * What has the focus may go with what it was for: a notice that is dismissed, a file that somebody else deletes, the
 * link that led to another page. The focus then stays near, and does not fall back to the top of the document.
 */
export function FocusKeeper() {
  useEffect(() => {
    let place: Element[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isNowhere = () => document.activeElement === document.body;

    const onFocusIn = ({ target }: FocusEvent) => {
      place = placeOf(target as Element);
    };
    const onFocusOut = ({ target }: FocusEvent) => {
      // Left on purpose, by a press beside everything, and not together with the whole window.
      setTimeout(() => {
        if (place[0] === target && place[0]?.isConnected && isNowhere() && document.hasFocus()) place = [];
      });
    };
    const observer = new MutationObserver(() => {
      if (!place[0] || place[0].isConnected) return;
      const lost = place;
      place = [];
      clearTimeout(timer);
      timer = setTimeout(() => isNowhere() && focusPlace(lost), PATIENCE_MS);
    });

    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('focusout', onFocusOut);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('focusout', onFocusOut);
    };
  }, []);
  return null;
}
