import { placeholders, Skeleton } from '../ui/skeleton';

export function BookingCalendarSkeleton() {
  return (
    <div className="grid gap-4" role="status" aria-label="Loading free times">
      <div className="flex justify-between gap-4">
        <Skeleton className="h-8 w-36" />
        <Skeleton className="h-11 w-48" />
      </div>
      <div className="card">
        <div className="border-b p-4">
          <Skeleton className="h-8 w-56 max-w-full" />
        </div>
        <div className="grid gap-3 p-3 md:grid-cols-7">
          {placeholders(7).map((key) => (
            <div key={key} className="grid content-start gap-2 max-md:nth-[n+4]:hidden">
              <Skeleton className="h-5 w-20" />
              <Skeleton className="h-16" />
              <Skeleton className="h-16" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
