// The media line to one browser: ICE on loopback, DTLS, and RTP in the clear in between. The SDK takes these apart
// itself (ORTC), so what is exchanged are parameters and no SDP.
import {
  defaultPeerConfig,
  PictureLossIndication,
  RTCDtlsFingerprint,
  RTCDtlsParameters,
  RTCDtlsTransport,
  RTCIceGatherer,
  RTCIceParameters,
  RTCIceTransport,
  type RtcpPacket,
  RtcpPayloadSpecificFeedback,
  type RtpPacket,
} from 'werift';
import { z } from 'zod';

export const mediaRequestSchema = z.looseObject({
  iceParameters: z.looseObject({ iceUfrag: z.string(), icePwd: z.string() }),
  dtlsParameters: z.looseObject({
    fingerprints: z.array(
      z.looseObject({
        hashFunction: z.string().optional(),
        algorithm: z.string().optional(),
        fingerprint: z.string(),
      }),
    ),
  }),
  rtpCapabilities: z.unknown().optional(),
});

export type MediaLine = Awaited<ReturnType<typeof openMediaLine>>;

type OpenMediaLine = {
  request: z.output<typeof mediaRequestSchema>;
  onRtp: (packet: RtpPacket) => void;
  onRtcp: (packet: RtcpPacket) => void;
};

/** SRTP_AES128_CM_HMAC_SHA1_80 and SRTP_AEAD_AES_128_GCM: what browsers offer and the library can do. */
const SRTP_PROFILES: ConstructorParameters<typeof RTCDtlsTransport>[3] = [0x0001, 0x0007];

export async function openMediaLine({ request, onRtp, onRtcp }: OpenMediaLine) {
  const gatherer = new RTCIceGatherer({
    useIpv4: true,
    useIpv6: false,
    additionalHostAddresses: ['127.0.0.1'],
  });
  const ice = new RTCIceTransport(gatherer);
  ice.connection.iceControlling = false;
  const certificate = await RTCDtlsTransport.SetupCertificate();
  const dtls = new RTCDtlsTransport(defaultPeerConfig, ice, certificate, SRTP_PROFILES);
  dtls.role = 'server';
  await ice.gather();
  ice.setRemoteParams(
    new RTCIceParameters({
      usernameFragment: request.iceParameters.iceUfrag,
      password: request.iceParameters.icePwd,
    }),
  );
  const theirs = request.dtlsParameters.fingerprints.map(
    ({ hashFunction, algorithm, fingerprint }) =>
      new RTCDtlsFingerprint(hashFunction ?? algorithm ?? 'sha-256', fingerprint),
  );
  dtls.setRemoteParams(new RTCDtlsParameters(theirs, 'client'));
  dtls.onRtp.subscribe(onRtp);
  dtls.onRtcp.subscribe(onRtcp);
  ice
    .start()
    .then(() => dtls.start())
    // The browser went away before the line stood.
    .catch(() => {});

  return {
    /** What the browser needs to find us, in the SDK's words. */
    answer: {
      cname: 'local',
      iceParameters: {
        iceUfrag: ice.localParameters.usernameFragment,
        icePwd: ice.localParameters.password,
        candidates: ice.localCandidates
          .filter(({ protocol, ip }) => protocol === 'udp' && ip === '127.0.0.1')
          .map(({ foundation, priority, ip, port }) => ({
            foundation,
            protocol: 'udp',
            priority,
            ip,
            port,
            type: 'host',
          })),
      },
      dtlsParameters: {
        role: 'server',
        fingerprints: (dtls.localCertificate?.getFingerprints() ?? []).map(({ algorithm, value }) => ({
          algorithm,
          fingerprint: value,
        })),
      },
      rtpCapabilities: request.rtpCapabilities,
    },
    sendRtp({ payload, header }: RtpPacket): void {
      if (dtls.state !== 'connected') return;
      // Their numbers were agreed with the sender; this line has agreed on none.
      header.extension = false;
      header.extensions = [];
      dtls.sendRtp(payload, header).catch(() => {});
    },
    sendRtcp(packet: RtcpPacket): void {
      if (dtls.state === 'connected') dtls.sendRtcp([packet]).catch(() => {});
    },
    /** Pictures can be begun with a whole one only, which their sender has to be asked for. */
    askForKeyFrame(mediaSsrc: number): void {
      const feedback = new PictureLossIndication({ senderSsrc: 1, mediaSsrc });
      this.sendRtcp(new RtcpPayloadSpecificFeedback({ feedback }));
    },
    stop(): void {
      dtls.stop().catch(() => {});
      ice.stop().catch(() => {});
    },
  };
}
