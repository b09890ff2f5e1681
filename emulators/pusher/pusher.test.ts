// The Pusher stand-in, through both of Pusher's own SDKs: `pusher` for the app, `pusher-js` for browsers.
import PusherServer from 'pusher';
import type { Channel, PresenceChannel } from 'pusher-js';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { PusherStandIn } from '../pusher';
import { ana, appOf, ben, browser, control, heard, keys, start, subscribed } from './sdk-for-tests';

describe('events', () => {
  test('reach those who listen, but not the one who sent them', async () => {
    const { standIn, app } = await start();
    const [one, two] = [browser(standIn), browser(standIn)];
    const channels = await Promise.all([one, two].map((client) => subscribed(client.subscribe('tutor-1'))));
    const onOne = vi.fn();
    channels[0]?.bind('slots:changed', onOne);
    const onTwo = heard(channels[1] as Channel, 'slots:changed');

    await app.trigger('tutor-1', 'slots:changed', { eventId: 'e1' }, { socket_id: one.connection.socket_id });

    expect(await onTwo).toEqual({ eventId: 'e1' });
    expect(onOne).not.toHaveBeenCalled();
  });

  test('go to several channels at once, and in batches', async () => {
    const { standIn, app } = await start();
    const client = browser(standIn, { person: ana });
    const a = await subscribed(client.subscribe('private-user-ana'));
    const b = await subscribed(client.subscribe('tutor-1'));
    const both = [heard(a, 'both'), heard(b, 'both')];
    await app.trigger(['private-user-ana', 'tutor-1'], 'both', 'text');
    expect(await Promise.all(both)).toEqual(['text', 'text']);

    const batch = [heard(a, 'one'), heard(b, 'two')];
    await app.triggerBatch([
      { channel: 'private-user-ana', name: 'one', data: { n: 1 } },
      { channel: 'tutor-1', name: 'two', data: { n: 2 } },
    ]);
    expect(await Promise.all(batch)).toEqual([{ n: 1 }, { n: 2 }]);
    const triggered = (await control(standIn, 'GET', '/_log')).filter(
      ({ method }: { method: string }) => method === 'EVENT',
    );
    expect(triggered).toMatchObject([
      { path: 'private-user-ana', body: { name: 'both', data: 'text', receivers: 1 } },
      { path: 'tutor-1', body: { name: 'both' } },
      { path: 'private-user-ana', body: { name: 'one', data: { n: 1 } } },
      { path: 'tutor-1', body: { name: 'two', data: { n: 2 } } },
    ]);
  });

  test('are refused when too large, badly named or badly signed', async () => {
    const { standIn, app } = await start();
    await expect(app.trigger('a', 'b', 'x'.repeat(10 * 1024 + 1))).rejects.toMatchObject({ status: 413 });
    await expect(appOf(standIn, 'wrong').trigger('a', 'b', {})).rejects.toMatchObject({ status: 401 });
    const elsewhere = new PusherServer({
      ...keys,
      appId: '9',
      host: standIn.host,
      port: String(standIn.port),
      useTLS: false,
    });
    await expect(elsewhere.trigger('a', 'b', {})).rejects.toMatchObject({ status: 404 });
    // The SDK would refuse the name itself.
    const path = `/apps/${keys.appId}/events`;
    const body = JSON.stringify({ name: 'b', channels: ['not a channel'], data: '{}' });
    const query = app.createSignedQueryString({ method: 'POST', path, body });
    expect((await fetch(`${standIn.url}${path}?${query}`, { method: 'POST', body })).status).toBe(400);
    const altered = await fetch(`${standIn.url}${path}?${query}`, {
      method: 'POST',
      body: body.replace('{}', '[]'),
    });
    expect(altered.status).toBe(401);
  });

  test('pass from browser to browser on private and presence channels only', async () => {
    const { standIn } = await start();
    const [one, two] = [browser(standIn, { person: ana }), browser(standIn, { person: ben })];
    const mine = await subscribed(one.subscribe('presence-session-1'));
    const theirs = await subscribed(two.subscribe('presence-session-1'));
    const received = new Promise((resolve) => {
      theirs.bind('client-signal', (data: unknown, meta: unknown) => resolve({ data, meta }));
    });
    mine.trigger('client-signal', { sdp: 'offer' });
    expect(await received).toEqual({ data: { sdp: 'offer' }, meta: { user_id: 'ana' } });

    const open = await subscribed(one.subscribe('tutor-1'));
    const error = new Promise((resolve) => {
      one.connection.bind('error', resolve);
    });
    // pusher-js lets this pass; the server does not.
    open.trigger('client-signal', {});
    expect(await error).toMatchObject({ data: { code: 4301 } });
  });
});

describe('channels', () => {
  test('that are private need the app’s signature', async () => {
    const { standIn } = await start();
    const client = browser(standIn);
    await heard(client.connection as unknown as Channel, 'connected');
    client.config.channelAuthorizer = (_, callback) =>
      callback(null, { auth: `${keys.key}:${'0'.repeat(64)}` });
    const error = await heard(client.subscribe('private-user-ana'), 'pusher:subscription_error');
    expect(error).toMatchObject({ type: 'AuthError', status: 401 });
  });

  test('of presence tell who is there, who comes and who has left with their last tab', async () => {
    const { standIn, app } = await start();
    const first = browser(standIn, { person: ana });
    const room = (await subscribed(first.subscribe('presence-session-1'))) as PresenceChannel;
    expect(room.members).toMatchObject({ count: 1, myID: 'ana' });
    const joined = heard(room, 'pusher:member_added');
    const left = vi.fn();
    room.bind('pusher:member_removed', left);

    const [tab, otherTab] = [browser(standIn, { person: ben }), browser(standIn, { person: ben })];
    await Promise.all([tab, otherTab].map((client) => subscribed(client.subscribe('presence-session-1'))));

    expect(await joined).toEqual({ id: 'ben', info: { name: 'Ben' } });
    expect(room.members.count).toBe(2);
    tab.disconnect();
    const users = await app.get({ path: '/channels/presence-session-1/users' });
    expect(await users.json()).toEqual({ users: [{ id: 'ana' }, { id: 'ben' }] });
    otherTab.unsubscribe('presence-session-1');
    await vi.waitFor(() => expect(left).toHaveBeenCalledWith({ id: 'ben', info: { name: 'Ben' } }));
    expect(left).toHaveBeenCalledOnce();
  });

  test('can be asked for by REST', async () => {
    const { standIn, app } = await start();
    const client = browser(standIn, { person: ana });
    await subscribed(client.subscribe('presence-session-1'));
    await subscribed(client.subscribe('tutor-1'));
    const ask = async (path: string, params: Record<string, string> = {}) =>
      (await app.get({ path, params })).json();
    expect(await ask('/channels', { filter_by_prefix: 'presence-', info: 'user_count' })).toEqual({
      channels: { 'presence-session-1': { user_count: 1 } },
    });
    expect(await ask('/channels/tutor-1', { info: 'subscription_count' })).toEqual({
      occupied: true,
      subscription_count: 1,
    });
    expect(await ask('/channels/presence-session-1', { info: 'user_count' })).toEqual({
      occupied: true,
      user_count: 1,
    });
    expect(await ask('/channels')).toEqual({ channels: { 'presence-session-1': {}, 'tutor-1': {} } });
    expect(await ask('/channels/presence-session-1/users')).toEqual({ users: [{ id: 'ana' }] });
    expect(await ask('/channels/presence-session-2/users')).toEqual({ users: [] });
    expect(await ask('/channels/tutor-2')).toEqual({ occupied: false });
    const counted = app.get({ path: '/channels/tutor-1', params: { info: 'user_count' } });
    await expect(counted).rejects.toMatchObject({ status: 400 });
    await expect(app.get({ path: '/channels/tutor-1/users' })).rejects.toMatchObject({ status: 400 });
  });

  test('count their listeners where that is switched on', async () => {
    const { standIn } = await start({ subscriptionCount: true });
    const channel = browser(standIn).subscribe('tutor-1');
    expect(await heard(channel, 'pusher:subscription_count')).toEqual({ subscription_count: 1 });
  });
});

describe('people', () => {
  test('who signed in are reached wherever they are, and can be sent away', async () => {
    const { standIn, app } = await start();
    const client = browser(standIn, { person: ana });
    client.signin();
    await client.user.signinDonePromise;
    await vi.waitFor(async () => {
      const log = await control(standIn, 'GET', '/_log');
      expect(log).toContainEqual(
        expect.objectContaining({ body: expect.objectContaining({ channel: '#server-to-user-ana' }) }),
      );
    });
    const received = new Promise((resolve) => {
      client.user.bind('hello', resolve);
    });
    await app.sendToUser('ana', 'hello', { there: true });
    expect(await received).toEqual({ there: true });

    const gone = heard(client.connection as unknown as Channel, 'disconnected');
    await app.terminateUserConnections('ana');
    await gone;
  });
});

describe('connections', () => {
  const openSocket = (standIn: PusherStandIn, path: string) => {
    const socket = new WebSocket(`${standIn.url.replace('http', 'ws')}${path}`);
    onTestFinished(() => socket.terminate());
    const frames: { event: string; data: unknown }[] = [];
    socket.on('message', (data) => frames.push(JSON.parse(String(data))));
    const closed = new Promise<number>((resolve) => {
      socket.on('close', resolve);
    });
    return { socket, frames, closed };
  };

  test.each([
    ['/app/other-key?protocol=7', 4001],
    [`/app/${keys.key}`, 4008],
    [`/app/${keys.key}?protocol=3`, 4007],
    ['/elsewhere?protocol=7', 4005],
  ])('to %s are closed with %i', async (path, code) => {
    const { standIn } = await start();
    const { frames, closed } = openSocket(standIn, path);
    expect(await closed).toBe(code);
    expect(frames).toMatchObject([{ event: 'pusher:error', data: { code } }]);
  });

  test('that fall silent are asked, and closed where no answer comes', async () => {
    const { standIn } = await start({ activityTimeoutSeconds: 0.05, pongTimeoutSeconds: 0.05 });
    const { frames, closed } = openSocket(standIn, `/app/${keys.key}?protocol=7`);
    expect(await closed).toBe(4201);
    expect(frames.map(({ event }) => event)).toEqual(['pusher:connection_established', 'pusher:ping']);
  });

  test('that are dropped come back by themselves, with their channels', async () => {
    const { standIn, app } = await start();
    const client = browser(standIn, { person: ana });
    const channel = await subscribed(client.subscribe('private-user-ana'));
    const oldSocketId = client.connection.socket_id;

    expect(await control(standIn, 'POST', '/_drop')).toEqual({ dropped: 1 });

    await heard(channel, 'pusher:subscription_succeeded');
    expect(client.connection.socket_id).not.toBe(oldSocketId);
    const received = heard(channel, 'session:started');
    await app.trigger('private-user-ana', 'session:started', { eventId: 'e2' });
    expect(await received).toEqual({ eventId: 'e2' });
  });

  test('and REST calls can be made to fail', async () => {
    const { standIn, app } = await start();
    await control(standIn, 'POST', '/_fault', { match: 'POST /apps/1234/events', status: 503, times: 1 });
    await expect(app.trigger('a', 'b', {})).rejects.toMatchObject({ status: 503 });
    await expect(app.trigger('a', 'b', {})).resolves.toMatchObject({ status: 200 });
  });
});
