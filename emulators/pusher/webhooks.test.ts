// Who came and went, as Pusher tells the app.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { PusherOptions } from '../pusher';
import { ana, ben, browser, control, heard, keys, start, subscribed } from './sdk-for-tests';

describe('webhooks', () => {
  const channel = 'presence-session-1';
  const came = [
    { name: 'channel_occupied', channel },
    { name: 'member_added', channel, user_id: 'ana' },
  ];
  const went = [
    { name: 'member_removed', channel, user_id: 'ana' },
    { name: 'channel_vacated', channel },
  ];

  async function startTold(options: Partial<PusherOptions> = {}) {
    const { standIn, app } = await start({ webhookLeftAfterMs: 10, ...options });
    const events: unknown[] = [];
    const receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const webhook = app.webhook({ headers: request.headers, rawBody: Buffer.concat(chunks).toString() });
      if (webhook.isValid()) events.push(...webhook.getEvents());
      response.end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void receiver.close());
    standIn.setWebhookUrl(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}`);
    return { standIn, app, events };
  }

  test('tell who came and went, signed', async () => {
    const { standIn, events } = await startTold();
    const client = browser(standIn, { person: ana });
    await subscribed(client.subscribe(channel));
    client.disconnect();
    await vi.waitFor(() => expect(events).toMatchObject([...came, ...went]));
  });

  test('say nothing of somebody who is back at once', async () => {
    const { standIn, events } = await startTold({ webhookLeftAfterMs: 500 });
    const client = browser(standIn, { person: ana });
    const room = await subscribed(client.subscribe(channel));
    await vi.waitFor(() => expect(events).toHaveLength(2));

    client.disconnect();
    client.connect();
    await heard(room, 'pusher:subscription_succeeded');
    await subscribed(browser(standIn, { person: ben }).subscribe(channel));
    await vi.waitFor(() => expect(events).toHaveLength(3));
    client.disconnect();

    await vi.waitFor(() => expect(events).toHaveLength(4), 2000);
    expect(events).toMatchObject([...came, { name: 'member_added', user_id: 'ben' }, went[0]]);
  });

  test('tell of a browser that died without goodbye, as soon as it is found silent', async () => {
    const { standIn, app, events } = await startTold({
      activityTimeoutSeconds: 0.3,
      pongTimeoutSeconds: 0.1,
    });
    const socket = new WebSocket(`${standIn.url.replace('http', 'ws')}/app/${keys.key}?protocol=7`);
    onTestFinished(() => socket.terminate());
    const [{ data }] = await new Promise<[{ data: string }]>((resolve) => {
      socket.once('message', (frame) => resolve([JSON.parse(String(frame))]));
    });
    const member = { user_id: 'ana', user_info: {} };
    const auth = app.authorizeChannel(JSON.parse(data).socket_id, channel, member);
    socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel, ...auth } }));
    await vi.waitFor(() => expect(events).toMatchObject(came));
    // The line stays open, but nobody reads it or answers on it any more.
    socket.pause();

    await vi.waitFor(() => expect(events).toMatchObject([...came, ...went]), 2000);
    const users = await app.get({ path: `/channels/${channel}/users` });
    expect(await users.json()).toEqual({ users: [] });
  });

  test('wait while Pusher is away, and take neither calls nor sockets then', async () => {
    const { standIn, app, events } = await startTold();
    const client = browser(standIn, { person: ana });
    const room = await subscribed(client.subscribe(channel));
    await vi.waitFor(() => expect(events).toHaveLength(2));

    await control(standIn, 'POST', '/_away', { ms: 60_000 });

    await expect(app.trigger(channel, 'lost', {})).rejects.toThrow();
    await new Promise((resolve) => {
      new WebSocket(`${standIn.url.replace('http', 'ws')}/app/${keys.key}?protocol=7`).on('error', resolve);
    });
    expect(await control(standIn, 'GET', '/_sockets')).toEqual({ connections: [], channels: [] });
    // Longer than it takes to be told of somebody who left.
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(events).toHaveLength(2);

    await control(standIn, 'DELETE', '/_away');
    await heard(room, 'pusher:subscription_succeeded');
    await vi.waitFor(() => expect(events).toMatchObject([...came, ...went, ...came]));
    const received = heard(room, 'back');
    await app.trigger(channel, 'back', { there: true });
    expect(await received).toEqual({ there: true });
  });
});
