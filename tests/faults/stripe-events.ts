// Stripe's events about a payment, brought to the app as Stripe brings them: signed, and again until they are taken.
import type Stripe from 'stripe';
import { expect } from 'vitest';
import { POST } from '@/app/api/stripe/webhook/route';
import { eventsOf, webhookRequest } from '@/tests/factories';

const TRIES = 5;

export async function bring(event: Stripe.Event): Promise<void> {
  let status = 0;
  for (let attempt = 0; attempt < TRIES && status !== 200; attempt += 1) {
    ({ status } = await POST(webhookRequest(event), { params: Promise.resolve({}) }));
  }
  expect(status, event.type).toBe(200);
}

/** What Stripe tells of money that went back or is disputed. */
export async function eventsOfMoneyBack(paymentIntentId: string): Promise<Stripe.Event[]> {
  const events = await eventsOf(paymentIntentId);
  return events.filter(({ type }) => /^(charge\.refund|refund\.|charge\.dispute\.)/.test(type));
}

export async function bringAll(events: Stripe.Event[]): Promise<void> {
  for (const event of events) await bring(event);
}
