import { Loading, placeholders, Skeleton } from '../ui/skeleton';

export function PanelSkeleton() {
  return (
    <Loading label="Loading notifications" className="grid gap-4 p-4">
      {placeholders(4).map((key) => (
        <div key={key} className="grid gap-1.5">
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-1/3" />
        </div>
      ))}
    </Loading>
  );
}
