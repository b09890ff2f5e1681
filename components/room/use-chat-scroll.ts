import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 48;

type ChatScroll = {
  boxRef: RefObject<HTMLDivElement | null>;
  /** False while one reads what was said before. */
  isAtEnd: boolean;
  toEnd: () => void;
};

/**
 * Keeps the place in a list that grows at both ends: at the end it follows what is said, and what is paged in above
 * moves nothing that one is reading.
 */
export function useChatScroll({
  firstKey,
  lastKey,
  isLastOwn,
}: {
  firstKey: string | undefined;
  lastKey: string | undefined;
  isLastOwn: boolean;
}): ChatScroll {
  const boxRef = useRef<HTMLDivElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  /** As of the latest layout, for the next one to compare with. */
  const before = useRef({ firstKey, lastKey, height: 0, top: 0, isAtEnd: true });

  const toEnd = () => {
    const box = boxRef.current;
    if (box) box.scrollTop = box.scrollHeight;
  };

  useLayoutEffect(() => {
    const box = boxRef.current;
    if (!box) return;
    const { current } = before;
    const isNewLast = lastKey !== current.lastKey;
    if (current.isAtEnd || (isNewLast && isLastOwn)) {
      box.scrollTop = box.scrollHeight;
    } else if (firstKey !== current.firstKey) {
      box.scrollTop = current.top + (box.scrollHeight - current.height);
    }
    before.current = { ...current, firstKey, lastKey, height: box.scrollHeight, top: box.scrollTop };
  });

  useEffect(() => {
    const box = boxRef.current;
    if (!box) return;
    const note = () => {
      // Hidden, it has no place.
      if (box.clientHeight === 0) return;
      const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      before.current = { ...before.current, height: box.scrollHeight, top: box.scrollTop, isAtEnd: atEnd };
      setIsAtEnd(atEnd);
    };
    // A phone's keyboard opens, the panel is shown: who was at the end stays there.
    const resized = new ResizeObserver(() => {
      if (before.current.isAtEnd) box.scrollTop = box.scrollHeight;
    });
    resized.observe(box);
    box.addEventListener('scroll', note, { passive: true });
    return () => {
      resized.disconnect();
      box.removeEventListener('scroll', note);
    };
  }, []);

  return { boxRef, isAtEnd, toEnd };
}

/** Calls when an element comes into sight, wherever it scrolls, while the page is looked at. */
export function useSight(ref: RefObject<Element | null>, onSight: (isSeen: boolean) => void): void {
  const latest = useRef(onSight);
  useLayoutEffect(() => {
    latest.current = onSight;
  });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let isInView = false;
    const tell = () => latest.current(isInView && document.visibilityState === 'visible');
    const observer = new IntersectionObserver(([entry]) => {
      isInView = entry?.isIntersecting ?? false;
      tell();
    });
    observer.observe(element);
    document.addEventListener('visibilitychange', tell);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', tell);
    };
  }, [ref]);
}
