// The gateway behind the access point: who is in which channel, what each of them sends, and the sockets over which
// the SDK asks for things and is told of the others.
import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { parseJson } from '../control';
import { type MediaLine, mediaRequestSchema, openMediaLine } from './media';

/** What the access point handed out, to be shown at the gateway's door. */
export type Ticket = { channel: string; uid: number; until: Date };

type Medium = 'audio' | 'video';
type Stream = { medium: Medium; ssrc: number };

type Member = {
  uid: number;
  channel: string;
  /** Undefined while their line is away and they may still come back to it. */
  socket: WebSocket | undefined;
  rejoinToken: string;
  media: MediaLine;
  sends: Stream[];
  muted: Set<Medium>;
  hears: Set<number>;
  timers: NodeJS.Timeout[];
};

const WARNED_BEFORE_MS = 30_000;
const COMES_BACK_WITHIN_MS = 10_000;
/** The SDK's own numbers. */
const CODE = { notAuthorized: 110, joinedElsewhere: 2003 };

const frameSchema = z.object({
  _id: z.string().optional(),
  _type: z.string(),
  _message: z.unknown().optional(),
});
const joinSchema = z.looseObject({
  channel_name: z.string(),
  ap_response: z.looseObject({ ticket: z.string(), uid: z.number() }),
  ortc: mediaRequestSchema,
});
const rejoinSchema = z.looseObject({ token: z.string() });
const ssrcSchema = z.looseObject({ ssrcId: z.number() });
const streamsSchema = z.looseObject({
  ortc: z.array(z.looseObject({ stream_type: z.string(), ssrcs: z.tuple([ssrcSchema], ssrcSchema) })),
});
const subscriptionSchema = z.looseObject({ ssrcId: z.number() });
const controlSchema = z.looseObject({ action: z.string() });

/** What the SDK asks, what becomes of it, and what the others are told. */
const MUTING: Record<string, { medium: Medium; isMuted: boolean; told: string }> = {
  mute_local_audio: { medium: 'audio', isMuted: true, told: 'mute_audio' },
  unmute_local_audio: { medium: 'audio', isMuted: false, told: 'unmute_audio' },
  mute_local_video: { medium: 'video', isMuted: true, told: 'mute_video' },
  unmute_local_video: { medium: 'video', isMuted: false, told: 'unmute_video' },
};

type GatewayOptions = {
  takeTicket: (ticket: string) => Ticket | undefined;
  /** Until when a token admits this person to this channel; undefined where it does not. */
  untilOf: (asked: { token: string; channel: string; uid: number }) => Date | undefined;
};

export function createGateway({ takeTicket, untilOf }: GatewayOptions) {
  const members = new Set<Member>();

  const othersOf = (member: Member) =>
    [...members].filter((other) => other !== member && other.channel === member.channel);

  function accept(socket: WebSocket): void {
    let member: Member | undefined;
    // One after the other: what follows on joining must find the member.
    let queue: Promise<void> = Promise.resolve();
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      queue = queue
        .then(() => receive(String(data)))
        .catch((error: unknown) => {
          // The SDK asks again and again what it gets no answer to; better to see what it was.
          console.error('stand-in failed', error);
          socket.terminate();
        });
    });
    socket.on('close', () => {
      if (member?.socket !== socket || !members.has(member)) return;
      const awaited = member;
      awaited.socket = undefined;
      const giveUp = () => !awaited.socket && remove(awaited);
      awaited.timers.push(setTimeout(giveUp, COMES_BACK_WITHIN_MS));
    });

    async function receive(text: string): Promise<void> {
      const frame = frameSchema.parse(parseJson(text));
      const answer = (result: object = {}, outcome = 'success') =>
        socket.send(JSON.stringify({ _id: frame._id, _result: outcome, _message: result }));
      if (frame._type === 'join_v3') {
        const joined = await join(socket, joinSchema.parse(frame._message));
        if (!joined) return answer({ code: CODE.notAuthorized }, 'failed');
        member = joined;
        answer({
          uid: joined.uid,
          vid: 1,
          rejoin_token: joined.rejoinToken,
          attributes: { userAttributes: { preSubSsrcs: [] } },
          ortc: joined.media.answer,
        });
        introduce(joined);
      } else if (frame._type === 'rejoin_v3') {
        const { token } = rejoinSchema.parse(frame._message);
        member = [...members].find(({ rejoinToken }) => rejoinToken === token);
        if (!member) return answer({ code: CODE.notAuthorized }, 'failed');
        member.socket = socket;
        answer({ peers: othersOf(member).map(peerOf) });
      } else if (member) {
        await serve(member, frame._type, frame._message, answer);
      } else {
        answer();
      }
    }
  }

  async function join(socket: WebSocket, message: z.output<typeof joinSchema>): Promise<Member | undefined> {
    const ticket = takeTicket(message.ap_response.ticket);
    if (!ticket || ticket.channel !== message.channel_name || ticket.until <= new Date()) return undefined;
    const { uid, channel, until } = ticket;
    const earlier = [...members].find((other) => other.channel === channel && other.uid === uid);
    if (earlier) {
      tell(earlier, 'on_notification', { code: CODE.joinedElsewhere });
      remove(earlier);
    }
    const member: Member = {
      uid,
      channel,
      socket,
      rejoinToken: randomUUID(),
      media: await openMediaLine({
        request: message.ortc,
        onRtp: (packet) => {
          for (const other of othersOf(member)) {
            if (other.hears.has(packet.header.ssrc)) other.media.sendRtp(packet);
          }
        },
        // Reports of a sender go to its listeners; what a listener reports goes to the sender it is about.
        onRtcp: (packet) => {
          const about = 'ssrc' in packet && packet.type === 200 ? packet.ssrc : undefined;
          for (const other of othersOf(member)) {
            if (about !== undefined && other.hears.has(about)) other.media.sendRtcp(packet);
            const wanted = 'feedback' in packet ? mediaSsrcOf(packet.feedback) : undefined;
            if (other.sends.some(({ ssrc }) => ssrc === wanted)) other.media.sendRtcp(packet);
          }
        },
      }),
      sends: [],
      muted: new Set(),
      hears: new Set(),
      timers: [],
    };
    members.add(member);
    expireAt(member, until);
    return member;
  }

  /** Tells the newcomer of everybody, and everybody of the newcomer. */
  function introduce(member: Member): void {
    for (const other of othersOf(member)) {
      tell(other, 'on_user_online', { uid: member.uid });
      tell(member, 'on_user_online', { uid: other.uid });
      announce(other, other.sends, member);
      for (const medium of other.muted) tell(member, `mute_${medium}`, { uid: other.uid });
    }
  }

  function announce(sender: Member, streams: Stream[], listener: Member): void {
    for (const { medium, ssrc } of streams) {
      tell(listener, `on_add_${medium}_stream`, { uid: sender.uid, [medium]: true, ssrcId: ssrc });
    }
  }

  async function serve(
    member: Member,
    type: string,
    message: unknown,
    answer: (result?: object, outcome?: string) => void,
  ): Promise<void> {
    switch (type) {
      case 'publish': {
        answer({ ortc: [] });
        const added = streamsSchema.parse(message).ortc.map(({ stream_type, ssrcs }): Stream => {
          return { medium: stream_type === 'audio' ? 'audio' : 'video', ssrc: ssrcs[0].ssrcId };
        });
        member.sends.push(...added);
        for (const { medium } of added) member.muted.delete(medium);
        for (const other of othersOf(member)) announce(member, added, other);
        return;
      }
      case 'unpublish': {
        answer();
        const gone = streamsSchema
          .parse(message)
          .ortc.flatMap(({ ssrcs }) => ssrcs.map(({ ssrcId }) => ssrcId));
        member.sends = member.sends.filter(({ ssrc }) => !gone.includes(ssrc));
        for (const other of othersOf(member)) {
          // Takes everything away, so what is left is announced anew.
          tell(other, 'on_remove_stream', { uid: member.uid });
          announce(member, member.sends, other);
        }
        return;
      }
      case 'subscribe': {
        answer();
        const { ssrcId } = subscriptionSchema.parse(message);
        member.hears.add(ssrcId);
        const sender = othersOf(member).find(({ sends }) => sends.some(({ ssrc }) => ssrc === ssrcId));
        sender?.media.askForKeyFrame(ssrcId);
        return;
      }
      case 'control': {
        answer();
        const muting = MUTING[controlSchema.parse(message).action];
        if (!muting) return;
        if (muting.isMuted) member.muted.add(muting.medium);
        else member.muted.delete(muting.medium);
        for (const other of othersOf(member)) tell(other, muting.told, { uid: member.uid });
        return;
      }
      case 'data_stream': {
        answer();
        const payload = z.looseObject({ payload: z.string() }).parse(message);
        for (const other of othersOf(member)) tell(other, 'on_data_stream', { ...payload, uid: member.uid });
        return;
      }
      case 'renew_token': {
        const { token } = z.looseObject({ token: z.string() }).parse(message);
        const until = untilOf({ token, channel: member.channel, uid: member.uid });
        if (!until) return answer({ code: CODE.notAuthorized }, 'failed');
        answer();
        return expireAt(member, until);
      }
      case 'leave':
        answer();
        return remove(member);
      default:
        // Statistics, preferences and the pulse: taken note of.
        return answer();
    }
  }

  function expireAt(member: Member, until: Date): void {
    for (const timer of member.timers.splice(0)) clearTimeout(timer);
    const leftMs = until.getTime() - Date.now();
    member.timers.push(
      setTimeout(() => tell(member, 'on_token_privilege_will_expire', {}), leftMs - WARNED_BEFORE_MS),
      setTimeout(() => {
        tell(member, 'on_token_privilege_did_expire', {});
        remove(member);
      }, leftMs),
    );
  }

  function remove(member: Member): void {
    if (!members.delete(member)) return;
    for (const timer of member.timers) clearTimeout(timer);
    member.media.stop();
    member.socket?.close();
    for (const other of othersOf(member)) tell(other, 'on_user_offline', { uid: member.uid, reason: 'Quit' });
  }

  return {
    accept,
    /** Who is in the channel, in the order in which they came. */
    uidsIn: (channel: string) => [...members].filter((m) => m.channel === channel).map(({ uid }) => uid),
    /** Cuts every socket, as a network that goes away does; media goes on. */
    drop: () => {
      for (const { socket } of members) socket?.terminate();
    },
    close: () => {
      for (const member of [...members]) remove(member);
    },
  };
}

function tell({ socket }: Member, type: string, message: object): void {
  if (socket?.readyState === socket?.OPEN) socket?.send(JSON.stringify({ _type: type, _message: message }));
}

/** One of those who are there, for somebody whose socket was away. */
function peerOf({ uid, sends, muted }: Member) {
  const ssrcOf = (wanted: Medium) => sends.find(({ medium }) => medium === wanted)?.ssrc;
  return {
    uid,
    audio: ssrcOf('audio') !== undefined,
    audio_ssrc: ssrcOf('audio'),
    audio_mute: muted.has('audio'),
    audio_enable_local: true,
    video: ssrcOf('video') !== undefined,
    video_ssrc: ssrcOf('video'),
    video_mute: muted.has('video'),
    video_enable_local: true,
  };
}

/** The stream that feedback is about, under either name that the library gives it. */
function mediaSsrcOf(feedback: object): number | undefined {
  if ('mediaSsrc' in feedback && typeof feedback.mediaSsrc === 'number') return feedback.mediaSsrc;
  if ('mediaSourceSsrc' in feedback && typeof feedback.mediaSourceSsrc === 'number') {
    return feedback.mediaSourceSsrc;
  }
  return undefined;
}
