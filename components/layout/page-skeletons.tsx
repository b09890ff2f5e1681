// What a page looks like before it is there, by its address. Comes with the first press of a link, and is shown only
// where that page takes its time: see navigation-progress.tsx.
import type { ReactNode } from 'react';
import { SessionListSkeleton } from '../sessions/session-list-skeleton';
import { TutorListSkeleton } from '../tutors/tutor-list-skeleton';
import { cx } from '../ui/cx';
import { FieldSkeleton, Loading, placeholders, Skeleton } from '../ui/skeleton';

/** A tutor's page is not among them: what it looks like depends on who it is. */
const SHAPES: readonly [RegExp, () => ReactNode][] = [
  [/^\/settings$/, Settings],
  [/^\/notifications$/, Notifications],
  [/^\/tutors$/, Directory],
  [/^\/(teach\/)?sessions$/, Sessions],
  [/^\/sessions\/[^/]+$/, OneSession],
  [/^\/sessions\/[^/]+\/room$/, Room],
  [/^\/book\/(?!done$)[^/]+$/, Checkout],
  [/^\/teach\/calendar$/, TeachCalendar],
  [/^\/teach\/profile$/, TeachProfile],
  [/^\/teach\/earnings$/, Earnings],
];

/** Over the page that is still there, which keeps its place and what was typed in it. */
export function PageSkeleton({ pathname }: { pathname: string }) {
  const Shape = SHAPES.find(([pattern]) => pattern.test(pathname))?.[1];
  if (!Shape) return null;
  const isTeaching = pathname.startsWith('/teach/');
  return (
    <div
      className={cx(
        'fixed inset-x-0 top-[4.0625rem] bottom-0 animate-appear overflow-hidden bg-canvas print:hidden',
        // Between those pages the way about stays, over the room that is kept for it here.
        isTeaching ? 'z-20' : 'z-25',
      )}
    >
      <Loading label="The page is on its way">
        {isTeaching && <div className="h-[3.0625rem] border-b" />}
        <Shape />
      </Loading>
    </div>
  );
}

function Heading({ hasLine = false }: { hasLine?: boolean }) {
  return (
    <div className="grid gap-2">
      <Skeleton className="h-10 w-60" />
      {hasLine && <Skeleton className="h-6 w-96 max-w-full" />}
    </div>
  );
}

function Settings() {
  return (
    <div className="shell grid grid-cols-[minmax(0,36rem)] gap-8 py-10">
      <Heading />
      <div className="grid gap-6">
        <FieldSkeleton hasHint />
        <FieldSkeleton hasHint />
        <FieldSkeleton control="h-6" />
        <Skeleton className="h-7" />
        <Skeleton className="h-11 w-20" />
      </div>
      <div className="grid gap-5 border-t pt-8">
        <Skeleton className="h-[5.25rem]" />
        <FieldSkeleton hasHint />
        <Skeleton className="h-11" />
      </div>
    </div>
  );
}

function Notifications() {
  return (
    <div className="shell grid grid-cols-[minmax(0,44rem)] gap-6 py-10">
      <Heading hasLine />
      <div className="card divide-y">
        {placeholders(8).map((key) => (
          <div key={key} className="grid gap-1.5 py-3 pr-4 pl-8 sm:pr-5 sm:pl-9">
            <Skeleton className="h-5 w-4/5" />
            <Skeleton className="h-4 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}

function Directory() {
  return (
    <div className="shell grid gap-6 py-10">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Heading />
        <Skeleton className="h-11 w-56" />
      </div>
      <div className="card grid gap-4 p-4 sm:p-5">
        <FieldSkeleton />
        <Skeleton className="h-11 md:h-40" />
      </div>
      <TutorListSkeleton count={4} />
    </div>
  );
}

function Sessions() {
  return (
    <div className="shell grid grid-cols-[minmax(0,56rem)] gap-6 py-10">
      <Heading hasLine />
      <div className="flex gap-6 border-b pb-3">
        <Skeleton className="h-6 w-20" />
        <Skeleton className="h-6 w-12" />
      </div>
      <SessionListSkeleton />
    </div>
  );
}

function OneSession() {
  return (
    <div className="shell grid grid-cols-1 items-start gap-x-8 gap-y-6 py-8 sm:py-10 lg:grid-cols-[minmax(0,1fr)_25rem]">
      <Skeleton className="h-8 w-36 lg:col-span-2" />
      <div className="grid gap-6">
        <div className="card grid gap-6 p-5 sm:p-8">
          <PersonSkeleton />
          <Skeleton className="h-32" />
          <Skeleton className="h-12" />
        </div>
        <div className="card grid gap-5 p-5 sm:px-8">
          <Skeleton className="h-11" />
          <Skeleton className="h-11" />
        </div>
      </div>
      <Skeleton className="h-96" />
    </div>
  );
}

/** Somebody's picture beside their name and what stands below it. */
function PersonSkeleton() {
  return (
    <div className="flex items-center gap-4">
      <Skeleton isRound className="size-14" />
      <Skeleton className="h-14 flex-1" />
    </div>
  );
}

function Room() {
  return (
    <div className="shell grid gap-6 py-8 lg:grid-cols-[1fr_22rem]">
      <Skeleton className="aspect-video" />
      <div className="grid content-start gap-5">
        <Heading />
        <FieldSkeleton />
        <FieldSkeleton />
        <Skeleton className="h-12" />
      </div>
    </div>
  );
}

function Checkout() {
  return (
    <div className="shell grid gap-6 py-8 sm:py-10">
      <Skeleton className="h-8 w-56" />
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[1fr_26rem]">
        <div className="grid gap-6">
          <PersonSkeleton />
          <Skeleton className="h-32" />
        </div>
        <div className="card grid gap-5 p-5 sm:p-6">
          <Skeleton className="h-16" />
          <Skeleton className="h-11" />
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
          <Skeleton className="h-12" />
        </div>
      </div>
    </div>
  );
}

function TeachCalendar() {
  return (
    <div className="shell grid gap-6 py-10">
      <Heading hasLine />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Skeleton className="h-14 flex-1 max-sm:basis-full sm:max-w-xl" />
        <Skeleton className="h-11 w-72 max-sm:w-full" />
      </div>
      {/* On a desk hours down and days across, on a phone one day below the other. */}
      <div className="card grid h-[40rem] grid-cols-[4rem_repeat(7,minmax(0,1fr))] max-md:hidden">
        <span />
        {placeholders(7).map((day, index) => (
          <div key={day} className="grid content-start border-l p-2">
            <Skeleton className="h-6" />
            <Skeleton className={index % 2 === 0 ? 'mt-16 h-28' : 'mt-40 h-14'} />
          </div>
        ))}
      </div>
      <div className="card divide-y md:hidden">
        {placeholders(7).map((day) => (
          <div key={day} className="grid gap-2 p-3">
            <Skeleton className="h-11" />
            <Skeleton className="h-12" />
          </div>
        ))}
      </div>
    </div>
  );
}

function TeachProfile() {
  return (
    <div className="shell grid grid-cols-[minmax(0,44rem)] gap-8 py-10 lg:grid-cols-1">
      <Heading hasLine />
      <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
        <div className="grid content-start gap-6">
          <Skeleton className="h-11 lg:hidden" />
          <FieldSkeleton hasHint />
          <FieldSkeleton hasHint control="h-48" />
          <FieldSkeleton hasHint control="h-[5.25rem]" />
          <FieldSkeleton hasHint control="h-[5.25rem]" />
        </div>
        <Skeleton className="h-[44rem] max-lg:hidden" />
      </div>
    </div>
  );
}

function Earnings() {
  return (
    <div className="shell grid grid-cols-[minmax(0,56rem)] gap-8 py-10">
      <Heading />
      <div className="grid gap-5">
        <Skeleton className="h-24" />
        <Skeleton className="h-72" />
        <Skeleton className="h-96" />
      </div>
    </div>
  );
}
