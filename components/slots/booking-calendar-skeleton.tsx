import { Loading, placeholders, Skeleton } from '../ui/skeleton';

/** The first paint of the page it stands on, so it is no more than a week in columns; on a phone, one block of days. */
export function BookingCalendarSkeleton() {
  return (
    <Loading className="grid gap-4" label="Loading free times">
      <div className="flex justify-between gap-4">
        <Skeleton className="h-8 w-36" />
        <Skeleton className="h-11 w-48" />
      </div>
      <div className="card">
        <div className="border-b p-4">
          <Skeleton className="h-8 w-56 max-w-full" />
        </div>
        <div className="p-2 md:grid md:grid-cols-7 md:gap-3 md:p-3">
          {placeholders(7).map((day) => (
            <Skeleton key={day} className="h-47 max-md:not-first:hidden md:h-41" />
          ))}
        </div>
      </div>
    </Loading>
  );
}
