import { Loading, Skeleton } from '../ui/skeleton';

export function ChatSkeleton() {
  return (
    <Loading label="Loading the chat" className="mt-auto grid gap-3 py-3">
      <Skeleton className="h-9 w-3/5" />
      <Skeleton className="h-14 w-4/5" />
      <Skeleton className="h-9 w-2/5 justify-self-end" />
      <Skeleton className="h-9 w-3/5" />
    </Loading>
  );
}

export function FilesSkeleton() {
  return (
    <Loading label="Loading the files" className="grid gap-4 py-3">
      {['first', 'second'].map((key) => (
        <div key={key} className="flex items-center gap-3">
          <Skeleton className="size-10" />
          <div className="grid flex-1 gap-1.5">
            <Skeleton className="h-4 w-3/5" />
            <Skeleton className="h-3.5 w-2/5" />
          </div>
        </div>
      ))}
    </Loading>
  );
}
