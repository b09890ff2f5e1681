import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

/** The time to pay is over: the seat can be taken again, if it is still free. */
export function Lapsed({ onTakeAgain }: { onTakeAgain: () => void }) {
  return (
    <div className="grid gap-4">
      <Notice tone="warn" live title="The seat is no longer held for you">
        The ten minutes to pay ran out. You have not been charged, and others can book the seat again.
      </Notice>
      <Button size="lg" onClick={onTakeAgain}>
        Hold the seat again
      </Button>
    </div>
  );
}
