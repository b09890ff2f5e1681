'use client';

import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import type { Stripe, StripeError } from '@stripe/stripe-js';
import { LockKeyhole } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useState } from 'react';
import { useTheme } from '@/components/layout/use-theme';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { moneyOf } from '@/lib/money';
import { PaymentSkeleton } from './payment-skeleton';
import { loadStripeJs } from './stripe-js';
import { appearanceOf, fontsOfPage } from './stripe-look';

type PaymentProps = {
  clientSecret: string;
  publishableKey: string;
  stripeJsUrl: string | null;
  price: { cents: number; currency: string };
  /** Where Stripe and we ourselves go when a payment was made. */
  returnPath: string;
  onPaying: (isPaying: boolean) => void;
};

export function Payment({ clientSecret, publishableKey, stripeJsUrl, ...rest }: PaymentProps) {
  const theme = useTheme();
  const [attempt, setAttempt] = useState(1);
  const [stripe, setStripe] = useState<Stripe | 'loading' | 'unreachable'>('loading');

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt loads anew
  useEffect(() => {
    let current = true;
    setStripe('loading');
    loadStripeJs({ publishableKey, stripeJsUrl })
      .then((loaded) => current && setStripe(loaded ?? 'unreachable'))
      .catch(() => current && setStripe('unreachable'));
    return () => {
      current = false;
    };
  }, [publishableKey, stripeJsUrl, attempt]);

  const tryAgain = () => setAttempt((before) => before + 1);
  if (stripe === 'loading') return <PaymentSkeleton />;
  if (stripe === 'unreachable') return <Unreachable onRetry={tryAgain} />;
  return (
    <Elements
      key={attempt}
      stripe={stripe}
      options={{ clientSecret, appearance: appearanceOf(theme === 'dark'), fonts: fontsOfPage() }}
    >
      <PaymentForm {...rest} onRetry={tryAgain} />
    </Elements>
  );
}

type PaymentFormProps = Pick<PaymentProps, 'price' | 'returnPath' | 'onPaying'> & { onRetry: () => void };

function PaymentForm({ price, returnPath, onPaying, onRetry }: PaymentFormProps) {
  const stripe = useStripe();
  const elements = useElements();
  const router = useRouter();
  const [isReady, setIsReady] = useState(false);
  const [isPaying, setIsPaying] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [cannotLoad, setCannotLoad] = useState(false);

  async function pay(event: FormEvent) {
    event.preventDefault();
    if (!stripe || !elements || isPaying) return;
    setProblem(null);
    setIsPaying(true);
    onPaying(true);
    try {
      const { error, paymentIntent } = await stripe.confirmPayment({
        elements,
        confirmParams: { return_url: new URL(returnPath, window.location.origin).href },
        redirect: 'if_required',
      });
      const intent = paymentIntent ?? error?.payment_intent;
      // An error may also say that it was paid before, in another window or just before a drop.
      if (!error || intent?.status === 'succeeded' || intent?.status === 'processing') {
        router.push(`${returnPath}${intent ? `&payment_intent=${intent.id}` : ''}`);
        return;
      }
      // What is missing in a field stands at that field, and nothing was tried.
      if (error.type !== 'validation_error') setProblem(wordsFor(error));
    } catch {
      setProblem(
        'Stripe did not answer. Check your connection and press the button again: you cannot be charged twice.',
      );
    }
    setIsPaying(false);
    onPaying(false);
  }

  if (cannotLoad) return <Unreachable onRetry={onRetry} />;
  return (
    <form onSubmit={pay} className="grid gap-5">
      <div className="grid">
        {!isReady && (
          <div className="[grid-area:1/1]">
            <PaymentSkeleton />
          </div>
        )}
        <div className={isReady ? undefined : 'invisible [grid-area:1/1]'}>
          <PaymentElement
            options={{ layout: 'tabs' }}
            onReady={() => setIsReady(true)}
            onLoadError={() => setCannotLoad(true)}
          />
        </div>
      </div>
      {problem && (
        <Notice tone="danger" live title="The payment did not go through">
          {problem} Your seat is still held.
        </Notice>
      )}
      {isReady && (
        <>
          <Button type="submit" size="lg" pending={isPaying}>
            Pay {moneyOf(price.cents, price.currency)}
          </Button>
          <p className="flex items-center gap-2 text-ink-muted text-sm">
            <LockKeyhole aria-hidden className="size-4 shrink-0" />
            Card details go to Stripe and never pass through Slotwise.
          </p>
        </>
      )}
    </form>
  );
}

function Unreachable({ onRetry }: { onRetry: () => void }) {
  return (
    <div className="grid gap-4">
      <Notice tone="danger" live title="Stripe cannot be reached">
        The payment form did not load. A network or browser extension may be blocking js.stripe.com. You have
        not been charged, and your seat stays held until the time above runs out.
      </Notice>
      <Button look="secondary" onClick={onRetry}>
        Load the payment form again
      </Button>
    </div>
  );
}

/** Stripe's own words where they are meant for the card's holder. */
function wordsFor(error: StripeError): string {
  if (error.type === 'card_error' && error.message) return error.message;
  if (error.code === 'payment_intent_authentication_failure') {
    return error.message ?? 'Your bank did not confirm that it is you. Try again or use another card.';
  }
  return 'Stripe could not process the payment. Try again, or use another card.';
}
