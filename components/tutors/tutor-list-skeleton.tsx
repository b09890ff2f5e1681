import { Loading, placeholders, Skeleton } from '../ui/skeleton';

export function TutorListSkeleton({ count }: { count: number }) {
  return (
    <Loading label="Loading tutors" className="grid gap-3">
      {placeholders(count).map((key) => (
        <div key={key} className="card flex gap-4 p-5">
          <Skeleton isRound className="size-14" />
          <div className="grid flex-1 content-start gap-2.5">
            <Skeleton className="h-5 w-40 max-w-full" />
            <Skeleton className="h-4 w-3/4" />
            <Skeleton className="h-4 w-1/2" />
          </div>
        </div>
      ))}
    </Loading>
  );
}
