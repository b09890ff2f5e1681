import type { Stripe } from '@stripe/stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';

type LoadStripeJs = { publishableKey: string; stripeJsUrl: string | null };

/**
 * Stripe's browser library. Where an address is named, that script comes first and defines `window.Stripe`, which
 * loadStripe then takes as it finds it.
 */
export async function loadStripeJs({ publishableKey, stripeJsUrl }: LoadStripeJs): Promise<Stripe | null> {
  if (stripeJsUrl && !('Stripe' in window)) await loadScript(stripeJsUrl);
  return loadStripe(publishableKey);
}

// The CSP has strict-dynamic: what a trusted script adds is trusted.
function loadScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error('The payment script could not be loaded.'));
    };
    document.head.append(script);
  });
}
