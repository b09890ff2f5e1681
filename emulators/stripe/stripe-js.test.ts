// The browser script in a real browser, under a strict CSP, through the real `loadStripe`. (With React, the app's
// own journeys go through it.) Passed over where there is no Chromium; CI has one.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '../../tests/browser';
import { type StripeStandIn, startStripe } from '../stripe';

const executablePath = findChromium();
const browserTest = test.skipIf(!executablePath);
const keys = { secretKey: 'sk_test_local', publishableKey: 'pk_test_local', webhookSecret: 'whsec_local' };

// What a checkout does, without React: mounts the element and confirms when its form is sent.
const CHECKOUT = `
  import { loadStripe } from '/loadstripe.mjs';
  const asked = new URLSearchParams(location.search);
  const stripe = await loadStripe('${keys.publishableKey}');
  const elements = stripe.elements({ clientSecret: asked.get('secret'), appearance: { variables: { borderRadius: '9px' } } });
  const say = (text) => { document.querySelector('output').textContent = text; };
  const element = elements.create('payment');
  element.on('ready', () => say('ready'));
  element.on('loaderror', ({ error }) => say('load error: ' + error.code));
  element.on('change', ({ complete }) => { document.body.dataset.complete = complete; });
  element.mount('#payment');
  document.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const { error, paymentIntent } = await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: location.origin + '/done' },
      redirect: asked.get('redirect') ?? 'if_required',
    });
    say(error ? error.message : paymentIntent.status);
  });`;

let standIn: StripeStandIn;
let site: Server;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  if (!executablePath) return;
  standIn = await startStripe({ port: 0, ...keys });
  site = await startSite();
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(5000);
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // A declined card is a 402, which Chromium reports; a blocked style or a wrong release train is ours.
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('402'))
      problems.push(message.text());
  });
});

afterAll(async () => {
  await browser?.close();
  site?.closeAllConnections();
  site?.close();
  await standIn?.close();
});

async function startSite() {
  const policy = `default-src 'none'; script-src 'self' ${standIn.url}; connect-src ${standIn.url}; base-uri 'none'; img-src data:; require-trusted-types-for 'script'`;
  const loader = readFileSync(
    new URL('../../node_modules/@stripe/stripe-js/dist/pure.mjs', import.meta.url),
    'utf8',
  );
  const html = `<!doctype html><html lang="en"><head><title>Checkout</title><link rel="icon" href="data:,">
    <script src="${standIn.url}/stripe.js"></script><script type="module" src="/checkout.mjs"></script></head>
    <body><main><h1>Checkout</h1><form><div id="payment"></div><button>Pay</button></form><output></output></main></body></html>`;
  const files: Record<string, [string, string]> = {
    '/loadstripe.mjs': ['text/javascript', loader],
    '/checkout.mjs': ['text/javascript', CHECKOUT],
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    const [type, body] = files[path] ?? [
      'text/html; charset=utf-8',
      path === '/checkout' ? html : '<!doctype html><title>Done</title>',
    ];
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function stripe() {
  return new Stripe(keys.secretKey, { host: standIn.host, port: standIn.port, protocol: 'http' });
}

async function openCheckout({ redirect = 'if_required' } = {}) {
  const intent = await stripe().paymentIntents.create({ amount: 3000, currency: 'usd' });
  const { port } = site.address() as AddressInfo;
  const query = new URLSearchParams({ secret: intent.client_secret ?? '', redirect });
  await page.goto(`http://127.0.0.1:${port}/checkout?${query}`);
  await page.getByLabel('Card number').waitFor();
  return intent;
}

async function fillCard(number: string, { expiry = '12/34', code = '123' } = {}) {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiration date').fill(expiry);
  await page.getByLabel('Security code').fill(code);
}

const send = () => page.getByRole('button', { name: 'Pay' }).click();
const said = (text: string) => page.getByText(text, { exact: false }).first().waitFor();

browserTest('says what is wrong with a card beside its field, before anything is sent', async () => {
  await openCheckout();
  await send();
  await said('Your card number is incomplete.');
  expect(await page.getByLabel('Card number').getAttribute('aria-invalid')).toBe('true');

  await fillCard('4242424242424241', { expiry: '01/20', code: '12' });
  await send();

  for (const text of ['number is invalid', 'expiration year is in the past', 'security code is incomplete'])
    await said(text);
  expect((await stripe().paymentIntents.list({ limit: 1 })).data).toMatchObject([
    { status: 'requires_payment_method' },
  ]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

browserTest('formats what is typed, and pays by Enter', async () => {
  const intent = await openCheckout();
  await page.getByLabel('Card number').pressSequentially('4242424242424242');
  await page.getByLabel('Expiration date').pressSequentially('734');
  await page.getByLabel('Security code').pressSequentially('123');
  expect(await page.getByLabel('Card number').inputValue()).toBe('4242 4242 4242 4242');
  expect(await page.getByLabel('Expiration date').inputValue()).toBe('07 / 34');
  expect(await page.locator('body').getAttribute('data-complete')).toBe('true');

  await page.keyboard.press('Enter');

  await said('succeeded');
  expect(await stripe().paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' });
});

browserTest('shows a decline, and takes another card', async () => {
  await openCheckout();
  await fillCard('4000000000009995');
  await send();
  await said('Your card has insufficient funds.');
  await fillCard('4242424242424242');
  await send();
  await said('succeeded');
});

browserTest('asks for 3-D Secure in a dialog that keeps the focus; Escape fails it', async () => {
  const intent = await openCheckout();
  await fillCard('4000002500003155');
  await send();
  const dialog = page.getByRole('dialog', { name: '3-D Secure' });
  await dialog.waitFor();
  expect(await stripe().paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'requires_action' });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  for (const name of ['Fail authentication', 'Complete authentication']) {
    await page.keyboard.press('Tab');
    expect(await dialog.getByRole('button', { name }).evaluate((button) => button.matches(':focus'))).toBe(
      true,
    );
  }

  await page.keyboard.press('Escape');

  await said('We are unable to authenticate your payment method.');
  expect(await page.getByRole('button', { name: 'Pay' }).evaluate((button) => button.matches(':focus'))).toBe(
    true,
  );
  await send();
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await said('succeeded');
});

browserTest('leads to the return_url with what Stripe adds to it', async () => {
  const intent = await openCheckout({ redirect: 'always' });
  await fillCard('4242424242424242');
  await send();
  await page.waitForURL(/\/done/);
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    payment_intent: intent.id,
    payment_intent_client_secret: intent.client_secret,
    redirect_status: 'succeeded',
  });
});

browserTest('does not offer to pay what is cancelled', async () => {
  const intent = await openCheckout();
  await stripe().paymentIntents.cancel(intent.id);
  await page.reload();
  await said('load error: payment_intent_unexpected_state');
});

browserTest('needs nothing that a strict policy forbids, and warns of nothing', () => {
  expect(problems).toEqual([]);
});
