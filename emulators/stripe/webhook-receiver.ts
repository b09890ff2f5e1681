// An app's webhook endpoint for the tests: keeps what came and whether its signature holds, and answers as told.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';

export type Received = { event: Stripe.Event; at: number };

/** `answer` gives the status, or null for no answer at all. */
export async function startReceiver({
  secret,
  answer = () => 200,
}: {
  secret: string;
  answer?: (nth: number) => number | null;
}) {
  const received: Received[] = [];
  let calls = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const signature = request.headers['stripe-signature'];
    // Throws where the signature does not hold, which fails the test by the call's missing effect.
    const event = Stripe.webhooks.constructEvent(Buffer.concat(chunks), String(signature), secret);
    received.push({ event, at: Date.now() });
    calls += 1;
    const status = answer(calls);
    if (status !== null) response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    received,
    types: () => received.map(({ event }) => event.type),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
