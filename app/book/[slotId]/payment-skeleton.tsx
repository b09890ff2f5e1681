import { Loading, Skeleton } from '@/components/ui/skeleton';

/** In the shape of the card fields. */
export function PaymentSkeleton() {
  return (
    <Loading className="grid gap-4">
      <Skeleton className="h-16" />
      <div className="grid grid-cols-2 gap-4">
        <Skeleton className="h-16" />
        <Skeleton className="h-16" />
      </div>
      <Skeleton className="h-12" />
    </Loading>
  );
}
