'use client';

// Dragging on the week's grid with a mouse or a pen. A finger scrolls it, and has the lists and dialogs.
import {
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import { type Drag, isSameSpan, minutesAt, type Pointed, spanOfDrag } from './slot-drag';
import type { Span } from './wall-span';

/** Less than this is a click with an unsteady hand. */
const THRESHOLD_PX = 4;
/** So near to the upper or lower edge, the grid scrolls along. */
const EDGE_PX = 32;
const EDGE_STEP_PX = 7;

/** What was taken hold of, from the moment of pressing on. `null` where nothing may be dragged. */
type Grip = { x: number; y: number; drag: Drag | null; slotId: string | null };

type SlotDragProps = {
  /** Scrolls, and holds one column per day, marked `data-day`. */
  scroller: RefObject<HTMLElement | null>;
  /** What dragging a slot by its body or edge means, or null where it cannot be moved. */
  gripOf: (slotId: string, edge: string | undefined, start: Pointed) => Drag | null;
  onDrop: (drag: Drag, span: Span) => void;
  /** Somebody tried to drag a slot that cannot be moved. */
  onFixed: (slotId: string) => void;
};

export function useSlotDrag({ scroller, gripOf, onDrop, onFixed }: SlotDragProps) {
  const [grip, setGrip] = useState<Grip | null>(null);
  const [span, setSpan] = useState<Span | null>(null);
  // The release of a drag is followed by a click on whatever lies there.
  const swallowsClick = useRef(false);

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    swallowsClick.current = false;
    if (event.pointerType === 'touch' || event.button !== 0 || !(event.target instanceof Element)) return;
    const column = event.target.closest('[data-day]');
    if (!column || !scroller.current) return;
    const { clientX: x, clientY: y } = event;
    const start = pointedAt({ scroller: scroller.current, x, y });
    const slotId = event.target.closest<HTMLElement>('[data-slot-id]')?.dataset.slotId ?? null;
    const edge = event.target.closest<HTMLElement>('[data-edge]')?.dataset.edge;
    setGrip({ x, y, slotId, drag: slotId ? gripOf(slotId, edge, start) : { kind: 'make', start } });
  }

  /** A pen that hovers is about to draw, so what it does next must not scroll. */
  function onPointerMove(event: PointerEvent<HTMLElement>) {
    event.currentTarget.style.touchAction = event.pointerType === 'pen' ? 'none' : '';
  }

  function onClickCapture(event: MouseEvent<HTMLElement>) {
    // One of the keyboard's, which no release brings.
    if (event.detail === 0) return;
    if (swallowsClick.current) event.stopPropagation();
    swallowsClick.current = false;
  }

  // Outside the grid the release brings it no click, so the wait for one ends with the release: a drag that Escape ended
  // has its own still to come. The click is sent before a timer can fire.
  useEffect(() => {
    const forget = () => {
      setTimeout(() => {
        swallowsClick.current = false;
      });
    };
    const ends = ['pointerup', 'pointercancel'];
    for (const end of ends) window.addEventListener(end, forget);
    return () => {
      for (const end of ends) window.removeEventListener(end, forget);
    };
  }, []);

  const drop = useEffectEvent((drag: Drag, dropped: Span) => onDrop(drag, dropped));
  const refuse = useEffectEvent((slotId: string) => onFixed(slotId));

  useEffect(() => {
    const element = scroller.current;
    if (!grip || !element) return;
    const { drag, slotId } = grip;
    const listening = new AbortController();
    const { signal } = listening;
    const letGo = () => {
      setGrip(null);
      setSpan(null);
    };
    let { x, y } = grip;
    let isDragging = false;
    let frame = 0;
    let current: Span | null = null;

    const follow = () => {
      if (!drag || !isDragging) return;
      current = spanOfDrag(drag, pointedAt({ scroller: element, x, y }));
      const next = current;
      setSpan((shown) => (isSameSpan(shown, next) ? shown : next));
    };
    const scrollAlong = () => {
      const { top, bottom } = element.getBoundingClientRect();
      if (y < top + EDGE_PX) element.scrollTop -= EDGE_STEP_PX;
      if (y > bottom - EDGE_PX) element.scrollTop += EDGE_STEP_PX;
      frame = requestAnimationFrame(scrollAlong);
    };
    window.addEventListener(
      'pointermove',
      (event) => {
        ({ clientX: x, clientY: y } = event);
        if (!isDragging) {
          if (Math.hypot(x - grip.x, y - grip.y) < THRESHOLD_PX) return;
          isDragging = true;
          swallowsClick.current = true;
          if (!drag) {
            if (slotId) refuse(slotId);
            return letGo();
          }
          frame = requestAnimationFrame(scrollAlong);
        }
        follow();
      },
      { signal },
    );
    element.addEventListener('scroll', follow, { signal });
    window.addEventListener(
      'pointerup',
      () => {
        if (drag && current) drop(drag, current);
        letGo();
      },
      { signal },
    );
    for (const end of ['pointercancel', 'blur']) window.addEventListener(end, letGo, { signal });
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !isDragging) return;
        event.preventDefault();
        event.stopPropagation();
        letGo();
      },
      { signal, capture: true },
    );
    return () => {
      listening.abort();
      cancelAnimationFrame(frame);
    };
  }, [grip, scroller]);

  return {
    dragged: grip?.drag && span ? { drag: grip.drag, span } : null,
    handlers: { onPointerDown, onPointerMove, onClickCapture },
  };
}

type At = { scroller: HTMLElement; x: number; y: number };

/** Beside the columns, the one that is nearest. */
function pointedAt({ scroller, x, y }: At): Pointed {
  const columns = [...scroller.querySelectorAll<HTMLElement>('[data-day]')];
  const column = columns.findLast((each) => each.getBoundingClientRect().left <= x) ?? columns[0];
  const { top = 0, height = 1 } = column?.getBoundingClientRect() ?? {};
  return { day: column?.dataset.day ?? '', minutes: minutesAt({ y, top, height }) };
}
