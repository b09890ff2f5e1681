import { useCallback, useEffect, useRef } from 'react';

const QUESTION = 'You have unsaved changes. Leave without saving them?';
/** A page that is still there so long after somebody agreed to leave it is not being left: the way out failed. */
const LEAVING_MS = 10_000;

/**
 * While there is something unsaved, asks before it is lost: to the window's end, to a link inside the app, or to the
 * browser's way back. Listens to nothing else of the time. The function that is returned lets go of the page.
 */
export function useUnsavedGuard(hasUnsaved: boolean): () => void {
  const isGuarding = useRef(false);
  useEffect(() => {
    isGuarding.current = hasUnsaved;
    if (!hasUnsaved) return;
    let returning: ReturnType<typeof setTimeout> | undefined;
    const mayLeave = () => {
      if (!isGuarding.current) return true;
      if (!window.confirm(QUESTION)) return false;
      // One way out may set off several of the events below, and asks once.
      isGuarding.current = false;
      returning = setTimeout(() => {
        isGuarding.current = true;
      }, LEAVING_MS);
      return true;
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      if (isGuarding.current) event.preventDefault();
    };
    // Ahead of the router, which would change the page without the browser noticing.
    const onClick = (event: MouseEvent) => {
      if (!leadsAway(event) || mayLeave()) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType === 'traverse' && event.cancelable && !mayLeave()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    // Not in every browser; there the way back stays unguarded.
    window.navigation?.addEventListener('navigate', onNavigate);
    return () => {
      clearTimeout(returning);
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
      window.navigation?.removeEventListener('navigate', onNavigate);
    };
  }, [hasUnsaved]);
  return useCallback(() => {
    isGuarding.current = false;
  }, []);
}

/** Whether a click follows a link to another page of the app in this very window. */
function leadsAway(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link?.href || !isPlain || (link.target && link.target !== '_self')) return false;
  return link.origin === window.location.origin && link.pathname !== window.location.pathname;
}
