// A stand-in for Stripe's API, for the real SDKs: payments by card, refunds, signed webhooks, and the browser
// script. Its parts are in `stripe/`; this is the server: who may call what, and how an answer is written.
import { readFileSync } from 'node:fs';
import type Stripe from 'stripe';
import { createControl, parseJson } from './control';
import { type Call, headerOf, json, type Reply, startHttpServer } from './http-server';
import { challengeDone, challengePage } from './stripe/challenge-page';
import { answerControl } from './stripe/controls';
import { type ErrorBody, noSuch, StripeRefusal, secretKeyRequired } from './stripe/errors';
import { createIdempotency } from './stripe/idempotency';
import { createLater, type LaterOptions } from './stripe/later';
import { openLedger } from './stripe/ledger';
import { expanded, fitsParam, fitsTypes, found, isOfPayment, listed } from './stripe/lists';
import { API_VERSION, newId } from './stripe/objects';
import { listOf, type Params, parseForm, requiredText, textOf } from './stripe/params';
import {
  type Context,
  cancelIntent,
  confirmIntent,
  createIntent,
  createPaymentMethod,
  finishAuthentication,
  updateIntent,
} from './stripe/payment-intents';
import { createRefund, updateRefund } from './stripe/refunds';
import { createRefusedRefunds } from './stripe/refused-refunds';
import { createWebhooks } from './stripe/webhooks';

/** `LaterOptions`: how long the test cards take for what they do afterwards. */
export type StripeOptions = LaterOptions & {
  /** 0 for any free one */
  port: number;
  secretKey: string;
  publishableKey: string;
  webhookSecret: string;
  /** Without one, events are recorded and not sent. */
  webhookUrl?: string;
  /** Where payments outlive a restart. */
  stateFile?: string;
  webhookRetryAfterMs?: number[];
  webhookAnswerWithinMs?: number;
};

export type StripeStandIn = {
  url: string;
  host: string;
  port: number;
  setWebhookUrl: (url: string) => void;
  close: () => Promise<void>;
};

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, stripe-version',
};

export async function startStripe(options: StripeOptions): Promise<StripeStandIn> {
  const ledger = openLedger(options.stateFile);
  const webhooks = createWebhooks(ledger, {
    secret: options.webhookSecret,
    url: options.webhookUrl,
    retryAfterMs: options.webhookRetryAfterMs,
    answerWithinMs: options.webhookAnswerWithinMs,
  });
  const refusedRefunds = createRefusedRefunds();
  const later = createLater(ledger, options);
  const idempotency = createIdempotency(ledger);
  const control = createControl({
    onLeave: () => webhooks.setAway(true),
    onReturn: () => webhooks.setAway(false),
  });
  const server = await startHttpServer({
    port: options.port,
    control,
    isAway: control.isAway,
    cors: CORS,
    describeBody: describe,
    failure: (status) => refusal(new StripeRefusal(status, failureOf(status))),
    around: (call, run) =>
      answering(async () => {
        // Before the kept answers: they are not for whoever happens to know an idempotency key.
        if (call.path.startsWith('/v1/')) callerOf(call, options);
        return idempotency(call, run);
      }),
    answer: (call) => answering(() => route(call)),
  });

  async function route(call: Call): Promise<Reply> {
    if (call.path.startsWith('/_')) return answerControl(call, { ledger, webhooks, refusedRefunds });
    if (isBrowserScript(call)) return browserScript();
    if (call.path.startsWith('/3ds/')) return challenge(call, contextOf(call));
    const caller = callerOf(call, options);
    const reply = answerApi(caller, call, contextOf(call));
    later.look();
    return reply;
  }

  function contextOf(call: Call): Context {
    return {
      ledger,
      refusedRefunds,
      request: { id: newId('req'), idempotencyKey: headerOf(call, 'idempotency-key') ?? null },
      challengeUrl: ({ id, client_secret }) => `${server.url}/3ds/${id}?client_secret=${client_secret}`,
    };
  }

  return {
    url: server.url,
    host: '127.0.0.1',
    port: server.port,
    setWebhookUrl: webhooks.setUrl,
    async close() {
      later.stop();
      webhooks.close();
      await server.close();
      ledger.close();
    },
  };
}

type Caller = 'secret' | 'publishable';

function callerOf(call: Call, { secretKey, publishableKey }: StripeOptions): Caller {
  const authorization = headerOf(call, 'authorization') ?? '';
  const key = authorization.startsWith('Basic ')
    ? Buffer.from(authorization.slice(6), 'base64').toString().replace(/:$/, '')
    : authorization.replace(/^Bearer /, '');
  if (key === secretKey) return 'secret';
  if (key === publishableKey) return 'publishable';
  const message =
    key === '' ? 'You did not provide an API key.' : `Invalid API Key provided: ${key.slice(0, 8)}***`;
  throw new StripeRefusal(401, { type: 'invalid_request_error', message }, { begun: false });
}

function answerApi(caller: Caller, call: Call, context: Context): Reply {
  const params = parseForm(call.method === 'GET' ? call.query.toString() : call.body.toString());
  if (caller === 'publishable') return json(200, answerBrowser(call, params, context));
  const result = answerServer(call, params, context);
  return json(200, expanded(result, listOf(params, 'expand'), context.ledger), {
    'request-id': newId('req'),
  });
}

/** What a secret key may ask. */
function answerServer(call: Call, params: Params, context: Context): object {
  const { ledger } = context;
  const [, , kind, id, action] = call.path.split('/').map(decodeURIComponent);
  switch (`${call.method} ${[kind, id && ':id', action].filter(Boolean).join('/')}`) {
    case 'POST payment_intents':
      return createIntent(context, params);
    case 'GET payment_intents':
      return listed(call, params, ledger.intents, ({ customer }) => fitsParam(params, 'customer', customer));
    case 'GET payment_intents/:id':
      return found('payment_intent', id, ledger.intents, 'intent');
    case 'POST payment_intents/:id':
      return updateIntent(context, found('payment_intent', id, ledger.intents, 'intent'), params);
    case 'POST payment_intents/:id/confirm':
      return confirmIntent(context, found('payment_intent', id, ledger.intents, 'intent'), params);
    case 'POST payment_intents/:id/cancel':
      return cancelIntent(context, found('payment_intent', id, ledger.intents, 'intent'), params);
    case 'POST payment_methods':
      return createPaymentMethod(context, params);
    case 'GET payment_methods/:id':
      return found('PaymentMethod', id, ledger.methods, 'payment_method');
    case 'GET charges':
      return listed(call, params, ledger.charges, (charge) =>
        fitsParam(params, 'payment_intent', charge.payment_intent),
      );
    case 'GET charges/:id':
      return found('charge', id, ledger.charges);
    case 'POST refunds':
      return createRefund(context, params);
    case 'GET refunds':
      return listed(call, params, ledger.refunds, (refund) => isOfPayment(params, refund));
    case 'GET refunds/:id':
      return found('refund', id, ledger.refunds);
    case 'POST refunds/:id':
      return updateRefund(context, found('refund', id, ledger.refunds), params);
    case 'GET disputes':
      return listed(call, params, ledger.disputes, (dispute) => isOfPayment(params, dispute));
    case 'GET disputes/:id':
      return found('dispute', id, ledger.disputes);
    case 'GET events':
      return listed(call, params, ledger.events, ({ type }) => fitsTypes(params, type));
    case 'GET events/:id':
      return found('event', id, ledger.events);
    default:
      throw unknownUrl(call);
  }
}

/** What Stripe.js may ask with a publishable key: one PaymentIntent, by its client secret, without its inner side. */
function answerBrowser(call: Call, params: Params, context: Context): object {
  const [, , kind, id, action] = call.path.split('/').map(decodeURIComponent);
  if (call.method === 'POST' && kind === 'payment_methods' && !id)
    return createPaymentMethod(context, params);
  const allowed =
    kind === 'payment_intents' &&
    (call.method === 'GET' ? !action : action === 'confirm' || action === 'authenticate');
  if (!allowed || !id) throw secretKeyRequired();
  const secret = requiredText(params, 'client_secret');
  const intent = context.ledger.intents.get(id);
  if (!intent) throw noSuch('payment_intent', id, 'intent');
  if (intent.client_secret !== secret) throw wrongClientSecret();
  try {
    return publicSide(changedByBrowser(context, intent, action, params));
  } catch (error) {
    throw withPublicSide(error);
  }
}

function changedByBrowser(
  context: Context,
  intent: Stripe.PaymentIntent,
  action: string | undefined,
  params: Params,
): Stripe.PaymentIntent {
  if (action === 'confirm') return confirmIntent(context, intent, params);
  if (action !== 'authenticate') return intent;
  return finishAuthentication(
    context,
    intent,
    textOf(params, 'outcome') === 'complete' ? 'complete' : 'fail',
  );
}

/** The fields of a PaymentIntent that a publishable key is shown. */
function publicSide(intent: Stripe.PaymentIntent) {
  const { id, object, amount, currency, client_secret, created, description, livemode, status } = intent;
  const { automatic_payment_methods, canceled_at, cancellation_reason, capture_method, confirmation_method } =
    intent;
  const { last_payment_error, next_action, payment_method, payment_method_types, processing } = intent;
  const { receipt_email, setup_future_usage, shipping, source } = intent;
  return {
    ...{ id, object, amount, currency, client_secret, created, description, livemode, status },
    ...{ automatic_payment_methods, canceled_at, cancellation_reason, capture_method, confirmation_method },
    ...{ last_payment_error, next_action, payment_method, payment_method_types, processing },
    ...{ receipt_email, setup_future_usage, shipping, source },
  };
}

function withPublicSide(error: unknown): unknown {
  if (!(error instanceof StripeRefusal) || !error.body.payment_intent) return error;
  const { payment_intent, ...body } = error.body;
  const shown = { ...body, payment_intent: publicSide(payment_intent) as Stripe.PaymentIntent };
  return new StripeRefusal(error.status, shown, { begun: error.begun });
}

/** The page a bank would show, for those who pay without the browser script: it leads back to the return_url. */
function challenge(call: Call, context: Context): Reply {
  const id = call.path.split('/')[2] ?? '';
  const intent = context.ledger.intents.get(id);
  if (!intent || intent.client_secret !== call.query.get('client_secret')) throw noSuch('payment_intent', id);
  if (call.method === 'GET') return challengePage(intent, call.target);
  const returnUrl = intent.next_action?.redirect_to_url?.return_url;
  const outcome = textOf(parseForm(call.body.toString()), 'outcome') === 'complete' ? 'complete' : 'fail';
  return challengeDone(finishAuthentication(context, intent, outcome), returnUrl);
}

function isBrowserScript({ method, path }: Call): boolean {
  return method === 'GET' && /^\/(stripe\.js|v3\/?|[a-z]+\/stripe\.js)$/.test(path);
}

function browserScript(): Reply {
  const script = readFileSync(new URL('./stripe/stripe-js.js', import.meta.url), 'utf8');
  const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' };
  const [, releaseTrain = ''] = API_VERSION.split('.');
  return { status: 200, headers, body: script.replace('__RELEASE_TRAIN__', releaseTrain) };
}

async function answering(work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StripeRefusal) return refusal(error);
    throw error;
  }
}

function refusal({ status, body, begun }: StripeRefusal): Reply {
  return { ...json(status, { error: body }, { 'request-id': newId('req') }), begun };
}

function failureOf(status: number): ErrorBody {
  if (status === 429) {
    return { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' };
  }
  if (status === 402)
    return { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' };
  if (status >= 500) {
    const message = 'An unknown error occurred (a fault that was ordered from the stand-in).';
    return { type: 'api_error', message };
  }
  return { type: 'invalid_request_error', message: `Fault ${status}, ordered from the stand-in.` };
}

function wrongClientSecret(): StripeRefusal {
  const message = 'The client_secret provided does not match any associated PaymentIntent on this account.';
  const body: ErrorBody = { type: 'invalid_request_error', param: 'client_secret', message };
  return new StripeRefusal(400, { ...body, code: 'payment_intent_invalid_parameter' }, { begun: false });
}

function unknownUrl({ method, path }: Call): StripeRefusal {
  const message = `Unrecognized request URL (${method}: ${path}). The stand-in plays payments by card only.`;
  return new StripeRefusal(404, { type: 'invalid_request_error', message }, { begun: false });
}

function describe(call: Call): unknown {
  if (call.body.length === 0) return null;
  const text = call.body.toString();
  return headerOf(call, 'content-type')?.includes('json') ? parseJson(text) : parseForm(text);
}
