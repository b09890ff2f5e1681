'use client';

// Takes the seat by a POST once the page is really open (a prefetch runs no script), keeps it while one pays, and
// gives it back when one walks away inside the app. A closed window is left to the hold's own end.
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { HoldCountdown } from '@/components/booking/hold-countdown';
import { Lapsed } from '@/components/booking/lapsed';
import { Refusal } from '@/components/booking/refusal';
import { Button } from '@/components/ui/button';
import { Loading, Skeleton } from '@/components/ui/skeleton';
import type { ActionError } from '@/lib/action';
import { paths } from '@/lib/paths';
import { startCheckoutAction } from './actions';
import { PaymentSkeleton } from './payment-skeleton';

const Payment = dynamic(() => import('./payment').then((module) => module.Payment), {
  ssr: false,
  loading: PaymentSkeleton,
});

type CheckoutProps = {
  slotId: string;
  isFree: boolean;
  tutor: { id: string; name: string };
  /** Where Stripe's script is played on this machine. */
  stripeJsUrl: string | null;
  /** The price, under the time that is left to pay it. */
  children: ReactNode;
};

type Held = {
  step: 'held';
  holdId: string;
  expiresAt: string;
  serverAheadMs: number;
  clientSecret: string;
  publishableKey: string;
  /** What was agreed when the seat was taken; the tutor's price may have changed since. */
  price: { cents: number; currency: string };
};

type State =
  | { step: 'ready' }
  | { step: 'taking' }
  | Held
  | { step: 'lapsed' }
  | { step: 'leaving' }
  | { step: 'refused'; error: ActionError };

const UNREACHABLE: ActionError = {
  code: 'INTERNAL',
  title: 'No connection',
  detail: 'The server did not answer. No seat was taken and you have not been charged. Try again.',
};

const STACK = 'grid gap-5';

export function Checkout({ slotId, isFree, tutor, stripeJsUrl, children }: CheckoutProps) {
  const router = useRouter();
  const [state, setState] = useState<State>({ step: isFree ? 'ready' : 'taking' });
  const heldId = useRef<string | null>(null);
  const isTaking = useRef(false);

  const take = useCallback(async () => {
    if (isTaking.current) return;
    isTaking.current = true;
    setState({ step: 'taking' });
    await givingBack;
    const result = await startCheckoutAction({ slotId }).catch(() => null);
    isTaking.current = false;
    if (!result?.ok) {
      setState({ step: 'refused', error: result?.error ?? UNREACHABLE });
      return;
    }
    const { hold, payment, sessionId, serverNow } = result.data;
    if (!hold || !payment) {
      setState({ step: 'leaving' });
      router.push(sessionId ? `${paths.session(sessionId)}?booked=1` : paths.sessions());
      return;
    }
    if (payment.status !== 'PENDING') {
      // Paid in another window a moment ago.
      setState({ step: 'leaving' });
      router.push(paths.bookDone(hold.id));
      return;
    }
    heldId.current = hold.id;
    setState({
      step: 'held',
      holdId: hold.id,
      expiresAt: hold.expiresAt,
      serverAheadMs: Date.parse(serverNow) - Date.now(),
      clientSecret: payment.clientSecret,
      publishableKey: payment.publishableKey,
      price: { cents: payment.amountCents, currency: payment.currency },
    });
  }, [slotId, router]);

  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    clearTimeout(leaving.current);
    if (!isFree) take();
    return () => {
      // Strict mode takes the page away and puts it back within one task; a person does not.
      leaving.current = setTimeout(() => {
        if (heldId.current) giveBack(heldId.current);
      }, 0);
    };
  }, [isFree, take]);

  // A payment under way (a bank's dialog may be open) goes on past the end of the hold: it is settled or refunded.
  const [isPaying, setIsPaying] = useState(false);
  const [hasLapsed, setHasLapsed] = useState(false);
  const lapse = useCallback(() => setHasLapsed(true), []);
  useEffect(() => {
    if (!hasLapsed || isPaying) return;
    heldId.current = null;
    setHasLapsed(false);
    setState({ step: 'lapsed' });
  }, [hasLapsed, isPaying]);

  async function walkAway(holdId: string) {
    setState({ step: 'leaving' });
    heldId.current = null;
    await giveBack(holdId);
    router.push(paths.tutor(tutor.id));
  }

  if (state.step === 'refused') {
    return (
      <div className={STACK}>
        {children}
        <Refusal
          error={state.error}
          tutor={tutor}
          slotId={slotId}
          retry={<Button onClick={take}>Try again</Button>}
        />
      </div>
    );
  }
  if (state.step === 'lapsed') {
    return (
      <div className={STACK}>
        {children}
        <Lapsed onTakeAgain={take} />
      </div>
    );
  }
  if (isFree) {
    return (
      <div className={STACK}>
        {children}
        <Button size="lg" pending={state.step !== 'ready'} onClick={take}>
          Book for free
        </Button>
      </div>
    );
  }
  if (state.step === 'held') {
    return (
      <div className={STACK}>
        <HoldCountdown expiresAt={state.expiresAt} serverAheadMs={state.serverAheadMs} onLapse={lapse} />
        {children}
        <Payment
          // Another hold has another payment, and its fields start afresh.
          key={state.clientSecret}
          clientSecret={state.clientSecret}
          publishableKey={state.publishableKey}
          stripeJsUrl={stripeJsUrl}
          price={state.price}
          returnPath={paths.bookDone(state.holdId)}
          // From the moment money may move, leaving the page must not give the seat away.
          onPaying={(paying) => {
            heldId.current = paying ? null : state.holdId;
            setIsPaying(paying);
          }}
        />
        <Button look="quiet" disabled={isPaying} onClick={() => walkAway(state.holdId)}>
          Leave without booking
        </Button>
      </div>
    );
  }
  return (
    <div className={STACK}>
      <p role="status" className="sr-only">
        {state.step === 'taking' ? 'Taking your seat' : 'One moment'}
      </p>
      <Loading>
        <Skeleton className="h-11" />
      </Loading>
      {children}
      <PaymentSkeleton />
    </div>
  );
}

// Somebody who comes straight back must not get a hold that is just being given back.
let givingBack: Promise<void> = Promise.resolve();

/** Outlives the page it is called from. A failure is left to the hold's own end. */
function giveBack(holdId: string): Promise<void> {
  givingBack = fetch(`/api/teaching/sessions/book/${holdId}`, { method: 'DELETE', keepalive: true }).then(
    () => undefined,
    () => undefined,
  );
  return givingBack;
}
