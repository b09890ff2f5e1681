import { Loading, placeholders, Skeleton } from '../ui/skeleton';

export function BookingCalendarSkeleton() {
  return (
    <Loading label="Loading free times" className="grid gap-4">
      <div className="flex justify-between gap-4">
        <Skeleton className="h-8 w-36" />
        <Skeleton className="h-11 w-48" />
      </div>
      <div className="card">
        <div className="border-b p-4">
          <Skeleton className="h-8 w-56 max-w-full" />
        </div>
        <div className="grid grid-cols-7 gap-1 p-2 md:gap-3 md:p-3">
          {placeholders(28).map((key) => (
            <div key={key} className="grid content-start gap-2 md:nth-[n+8]:hidden">
              <Skeleton className="h-11 md:h-5" />
              <Skeleton className="h-16 max-md:hidden" />
              <Skeleton className="h-16 max-md:hidden" />
            </div>
          ))}
        </div>
      </div>
    </Loading>
  );
}
