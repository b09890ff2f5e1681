// The 3-D Secure page as a bank would show it, for payments confirmed by a server with a `return_url`.
// (In the browser, `stripe-js.js` asks the same in a dialog.)
import type Stripe from 'stripe';
import { escapeHtml } from '../html';
import type { Reply } from '../http-server';

export function challengePage(intent: Stripe.PaymentIntent, action: string): Reply {
  const amount = `${(intent.amount / 100).toFixed(2)} ${intent.currency.toUpperCase()}`;
  return html(
    'Authenticate your payment',
    `<h1>Authenticate your payment</h1>
     <p>3-D Secure, played by the local Stripe stand-in, for ${escapeHtml(amount)}.</p>
     <form method="post" action="${escapeHtml(action)}">
       <button name="outcome" value="complete">Complete authentication</button>
       <button name="outcome" value="fail">Fail authentication</button>
     </form>`,
  );
}

/** Back to the app as Stripe leads back; a plain page where no return_url was given. */
export function challengeDone(intent: Stripe.PaymentIntent, returnUrl: string | null | undefined): Reply {
  if (!returnUrl)
    return html('Done', `<h1>${intent.status === 'succeeded' ? 'Authenticated' : 'Not authenticated'}</h1>`);
  const url = new URL(returnUrl);
  url.searchParams.set('payment_intent', intent.id);
  url.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '');
  url.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed');
  return { status: 303, headers: { location: url.href } };
}

function html(title: string, body: string): Reply {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
    <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
    <style>body{font:1rem/1.5 system-ui;max-width:28rem;margin:4rem auto;padding:0 1rem}
    button{font:inherit;padding:.6rem 1rem;margin:0 .5rem .5rem 0}</style><main>${body}</main></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page };
}
