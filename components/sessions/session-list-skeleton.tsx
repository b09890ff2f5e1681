import { Loading, placeholders, Skeleton } from '../ui/skeleton';

export function SessionListSkeleton() {
  return (
    <Loading label="Loading sessions" className="grid gap-7">
      {placeholders(2).map((day) => (
        <div key={day} className="grid gap-2.5">
          <Skeleton className="h-6 w-40" />
          <div className="card divide-y">
            {placeholders(2).map((row) => (
              <div key={row} className="flex gap-5 px-5 py-3.5">
                <Skeleton className="h-10 w-28" />
                <Skeleton className="h-10 flex-1" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </Loading>
  );
}
