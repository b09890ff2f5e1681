import type { CSSProperties, ReactNode } from 'react';
import { clockRange } from '@/lib/time-format';
import { cx } from '../ui/cx';
import { SLOT_LOOKS } from './slot-looks';
import { lookOf, occupancyText, type ShownSlot, spokenOwnSlot } from './tutor-slot';
import { type Span, spanOf } from './wall-span';

export const HOUR_REM = 3.25;
/** `text-xs leading-tight` */
const LINE_REM = 0.98;

/** Height and place in a day's column; a hair's breadth is left between neighbours. */
function placeOf({ from, to }: Pick<Span, 'from' | 'to'>) {
  return {
    top: `calc(${(from / 60) * HOUR_REM}rem + 1px)`,
    height: `calc(${((to - from) / 60) * HOUR_REM}rem - 2px)`,
  };
}

/** How many lines fit into a block below its time, whole: borders, padding and the time itself take 1.4 rem. */
function linesBelowTime({ from, to }: Pick<Span, 'from' | 'to'>): number {
  return Math.floor((((to - from) / 60) * HOUR_REM - 1.4) / LINE_REM);
}

type SlotBlockProps = {
  slot: ShownSlot;
  zone: string;
  now: string;
  canMove: boolean;
  /** Its ghost is under way to somewhere else. */
  isLifted: boolean;
  onOpen: () => void;
};

export function SlotBlock({ slot, zone, now, canMove, isLifted, onOpen }: SlotBlockProps) {
  const span = spanOf(slot, zone);
  const lines = linesBelowTime(span);
  return (
    <button
      type="button"
      data-slot-id={slot.id}
      aria-label={spokenOwnSlot({ slot, zone, now })}
      aria-busy={slot.isSaving || undefined}
      onClick={(event) => {
        event.stopPropagation();
        onOpen();
      }}
      className={cx(
        'group absolute inset-x-0.5 flex flex-col overflow-hidden rounded-md border px-1 text-left text-xs leading-tight transition-colors duration-150 focus-visible:z-10 lg:inset-x-1 lg:px-2',
        span.to - span.from >= 25 ? 'py-0.5' : 'justify-center',
        SLOT_LOOKS[lookOf(slot, now)],
        slot.isSaving && 'animate-pulse motion-reduce:opacity-70',
        isLifted && 'opacity-40',
      )}
      style={placeOf(span)}
    >
      <span
        className={cx('figures whitespace-nowrap font-semibold', span.to - span.from < 25 && 'leading-none')}
      >
        {clockRange({ ...slot, zone })}
      </span>
      {lines > 0 && (
        <span
          className="line-clamp-(--lines) [overflow-wrap:anywhere]"
          style={{ '--lines': lines } as CSSProperties}
        >
          {occupancyText(slot)}
        </span>
      )}
      {canMove && (
        <>
          <Edge edge="start" />
          <Edge edge="end" />
        </>
      )}
    </button>
  );
}

/** Where a mouse stretches the slot; the dialog does it by keyboard and by touch. */
function Edge({ edge }: { edge: 'start' | 'end' }) {
  return (
    <span
      aria-hidden
      data-edge={edge}
      className={cx(
        'absolute inset-x-0 grid h-[min(0.5rem,30%)] cursor-ns-resize justify-end pr-2 pointer-coarse:hidden',
        edge === 'start' ? 'top-0' : 'bottom-0 items-end',
      )}
    >
      <span className="my-px h-0.5 w-5 rounded-full bg-current opacity-0 transition-opacity duration-150 group-hover:opacity-60" />
    </span>
  );
}

type GhostProps = { span: Span; isRefused: boolean; title: ReactNode; text: string };

/** Where a drag would put the slot, or why it would not. */
export function SlotGhost({ span, isRefused, title, text }: GhostProps) {
  const isShort = span.to - span.from < 45;
  return (
    <div
      aria-hidden
      className={cx(
        'pointer-events-none absolute inset-x-0.5 z-20 rounded-md border-2 px-1 text-xs leading-tight shadow-lift lg:inset-x-1 lg:px-2',
        isRefused
          ? 'border-danger bg-danger-soft text-on-danger-soft'
          : 'border-accent bg-accent-soft text-on-accent-soft',
      )}
      style={placeOf(span)}
    >
      {/* What a short one has no room for hangs out below it. */}
      <div
        className={cx(
          '-mx-1 grid rounded-b-md px-1 pb-0.5',
          isShort && (isRefused ? 'bg-danger-soft' : 'bg-accent-soft'),
        )}
      >
        <span className="figures whitespace-nowrap font-semibold">{title}</span>
        <span className={isRefused ? 'font-medium' : undefined}>{text}</span>
      </div>
    </div>
  );
}
