import { Loading, placeholders, Skeleton } from '../ui/skeleton';

/** Its first paint is that of the page, so it is no more than a week's columns; on a phone, the days above each other. */
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
        <div className="grid gap-2 p-2 md:grid-cols-7 md:gap-3 md:p-3">
          {placeholders(7).map((day) => (
            <Skeleton key={day} className="h-11 md:h-42 max-md:nth-[n+5]:hidden" />
          ))}
        </div>
      </div>
    </Loading>
  );
}
