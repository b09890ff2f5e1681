// Who is connected, who listens to what, and what reaches them: Pusher's channels without any network.
import { type AppKeys, isAuthFor } from './signatures';

export type Frame = { event: string; channel?: string; data?: unknown; user_id?: string };

export type Connection = {
  socketId: string;
  send: (frame: Frame) => void;
  close: (code: number, message: string) => void;
  /** set by a sign-in (user authentication) */
  userId?: string;
  recentClientEvents: number[];
};

type Member = { userId: string; userInfo: unknown };
type Channel = Map<Connection, Member | undefined>;

export type HubEvent =
  | { name: 'channel_occupied' | 'channel_vacated'; channel: string }
  | { name: 'member_added' | 'member_removed'; channel: string; user_id: string }
  | {
      name: 'client_event';
      channel: string;
      event: string;
      data: unknown;
      socket_id: string;
      user_id?: string;
    };

type HubOptions = {
  keys: AppKeys;
  clientEvents: boolean;
  subscriptionCount: boolean;
  onEvent: (event: HubEvent) => void;
};

export type SubscribeRequest = { channel?: unknown; auth?: unknown; channel_data?: unknown };

const CLIENT_EVENTS_PER_SECOND = 10;
const CHANNEL_NAME = /^#?[A-Za-z0-9_\-=@,.;]{1,164}$/;

export type Hub = ReturnType<typeof createHub>;

export function createHub({ keys, clientEvents, subscriptionCount, onEvent }: HubOptions) {
  const connections = new Map<string, Connection>();
  const channels = new Map<string, Channel>();

  function connect(connection: Connection) {
    connections.set(connection.socketId, connection);
  }

  function disconnect(connection: Connection) {
    connections.delete(connection.socketId);
    for (const channel of [...channels.keys()]) unsubscribe(connection, channel);
  }

  /** Joins a channel, or tells the connection why not; answers whether it is in. */
  function subscribe(connection: Connection, request: SubscribeRequest): boolean {
    const { channel: name, auth, channel_data: channelData } = request;
    if (typeof name !== 'string' || !isChannelName(name)) {
      refuseSubscription(
        connection,
        String(name),
        'InvalidChannel',
        `Invalid channel name: ${String(name)}`,
        400,
      );
      return false;
    }
    if (!mayListen(connection, name, auth, channelData)) {
      refuseSubscription(
        connection,
        name,
        'AuthError',
        'The auth signature for this channel is invalid',
        401,
      );
      return false;
    }
    const member = name.startsWith('presence-') ? memberFrom(channelData) : undefined;
    if (name.startsWith('presence-') && !member) {
      refuseSubscription(
        connection,
        name,
        'AuthError',
        'Presence channels need channel_data with a user_id',
        401,
      );
      return false;
    }
    join(connection, name, member);
    return true;
  }

  function join(connection: Connection, name: string, member: Member | undefined) {
    const channel: Channel = channels.get(name) ?? new Map();
    const isNewChannel = channel.size === 0;
    const isNewMember = member !== undefined && !membersOf(name).has(member.userId);
    channels.set(name, channel);
    channel.set(connection, member);
    connection.send({
      event: 'pusher_internal:subscription_succeeded',
      channel: name,
      data: member ? { presence: presenceOf(name) } : {},
    });
    if (isNewChannel) onEvent({ name: 'channel_occupied', channel: name });
    if (isNewMember) {
      const data = {
        user_id: member.userId,
        ...(member.userInfo !== undefined && { user_info: member.userInfo }),
      };
      broadcast(name, { event: 'pusher_internal:member_added', data }, connection);
      onEvent({ name: 'member_added', channel: name, user_id: member.userId });
    }
    tellCount(name);
  }

  function unsubscribe(connection: Connection, name: string) {
    const channel = channels.get(name);
    if (!channel?.has(connection)) return;
    const member = channel.get(connection);
    channel.delete(connection);
    // The same person may still be here by another tab.
    if (member && !membersOf(name).has(member.userId)) {
      broadcast(name, { event: 'pusher_internal:member_removed', data: { user_id: member.userId } });
      onEvent({ name: 'member_removed', channel: name, user_id: member.userId });
    }
    if (channel.size === 0) {
      channels.delete(name);
      onEvent({ name: 'channel_vacated', channel: name });
    }
    tellCount(name);
  }

  /** Passes on an event from one browser to the others; refused as Pusher refuses it. */
  function clientEvent(connection: Connection, frame: Frame): boolean {
    const name = frame.channel ?? '';
    const channel = channels.get(name);
    const mayTrigger =
      clientEvents && /^(private|presence)-(?!encrypted-)/.test(name) && channel?.has(connection);
    if (!mayTrigger) {
      sendError(
        connection,
        4301,
        'Client event rejected - only on private or presence channels one has joined',
      );
      return false;
    }
    if (isTooFast(connection)) {
      sendError(
        connection,
        4301,
        `The client event rate limit of ${CLIENT_EVENTS_PER_SECOND} per second was exceeded`,
      );
      return false;
    }
    const userId = channel?.get(connection)?.userId;
    const { event, data } = frame;
    broadcast(name, { event, data, ...(userId !== undefined && { user_id: userId }) }, connection);
    const source = { socket_id: connection.socketId, ...(userId !== undefined && { user_id: userId }) };
    onEvent({ name: 'client_event', channel: name, event, data, ...source });
    return true;
  }

  /** Authenticates the person behind a connection, so that events can be sent to them wherever they are. */
  function signIn(connection: Connection, data: { auth?: unknown; user_data?: unknown }): boolean {
    const userData = String(data.user_data);
    const userId = idOf(userData);
    if (userId === undefined || !isAuthFor(keys, data.auth, `${connection.socketId}::user::${userData}`)) {
      sendError(connection, 4009, 'Connection not authorized: invalid user signature');
      connection.close(4009, 'Connection not authorized');
      return false;
    }
    connection.userId = userId;
    connection.send({ event: 'pusher:signin_success', data: { user_data: userData } });
    return true;
  }

  /** From the app, by REST. The data goes out as the text that it came as. */
  function publish(name: string, event: string, data: string, exceptSocketId?: string) {
    broadcast(name, { event, data }, connections.get(exceptSocketId ?? ''));
  }

  function terminateUser(userId: string) {
    for (const connection of connections.values()) {
      if (connection.userId === userId)
        connection.close(4009, 'Connection not authorized: terminated by the app');
    }
  }

  /** The channels with somebody in them, by name. */
  function occupied(prefix = ''): string[] {
    return [...channels.keys()].filter((name) => name.startsWith(prefix) && !name.startsWith('#'));
  }

  return {
    ...{ connect, disconnect, subscribe, unsubscribe, clientEvent, signIn, publish, terminateUser, occupied },
    connections: () => [...connections.values()],
    subscriptionCount: (name: string) => channels.get(name)?.size ?? 0,
    userIds: (name: string) => [...membersOf(name).keys()],
    isInChannel: (connection: Connection, name: string) => channels.get(name)?.has(connection) ?? false,
  };

  function mayListen(connection: Connection, name: string, auth: unknown, channelData: unknown): boolean {
    if (name.startsWith('#')) return name === `#server-to-user-${connection.userId}`;
    if (!name.startsWith('private-') && !name.startsWith('presence-')) return true;
    const signed = [connection.socketId, name, ...(channelData === undefined ? [] : [String(channelData)])];
    return isAuthFor(keys, auth, signed.join(':'));
  }

  function membersOf(name: string): Map<string, unknown> {
    const members = new Map<string, unknown>();
    for (const member of channels.get(name)?.values() ?? [])
      if (member) members.set(member.userId, member.userInfo);
    return members;
  }

  function presenceOf(name: string) {
    const members = membersOf(name);
    return { count: members.size, ids: [...members.keys()], hash: Object.fromEntries(members) };
  }

  function broadcast(name: string, frame: Frame, except?: Connection) {
    for (const connection of channels.get(name)?.keys() ?? []) {
      if (connection !== except) connection.send({ ...frame, channel: name });
    }
  }

  function tellCount(name: string) {
    if (!subscriptionCount || name.startsWith('presence-') || name.startsWith('#')) return;
    const data = { subscription_count: channels.get(name)?.size ?? 0 };
    broadcast(name, { event: 'pusher_internal:subscription_count', data });
  }
}

export function isChannelName(name: string): boolean {
  return CHANNEL_NAME.test(name);
}

export function sendError(connection: Pick<Connection, 'send'>, code: number, message: string) {
  connection.send({ event: 'pusher:error', data: { code, message } });
}

function refuseSubscription(
  connection: Connection,
  channel: string,
  type: string,
  error: string,
  status: number,
) {
  connection.send({ event: 'pusher:subscription_error', channel, data: { type, error, status } });
}

function isTooFast(connection: Connection): boolean {
  const now = Date.now();
  connection.recentClientEvents = connection.recentClientEvents.filter((at) => now - at < 1000);
  connection.recentClientEvents.push(now);
  return connection.recentClientEvents.length > CLIENT_EVENTS_PER_SECOND;
}

function memberFrom(channelData: unknown): Member | undefined {
  try {
    const { user_id: userId, user_info: userInfo } = JSON.parse(String(channelData));
    return userId === undefined || userId === null ? undefined : { userId: String(userId), userInfo };
  } catch {
    return undefined;
  }
}

function idOf(userData: string): string | undefined {
  try {
    const { id } = JSON.parse(userData);
    return typeof id === 'string' && id !== '' ? id : undefined;
  } catch {
    return undefined;
  }
}
