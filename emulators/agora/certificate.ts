// A certificate for this machine that nobody has signed. Node makes keys and no certificates; the library that speaks
// WebRTC here needs some for itself and knows how. The browser must be told to take it.
import { createSelfSignedCertificate } from 'werift';

const ECDSA_WITH_SHA256 = { hash: 4, signature: 3 } as const;
const P256 = 23;

export async function makeCertificate(): Promise<{ key: string; cert: string }> {
  const { keyPem, certPem } = await createSelfSignedCertificate(ECDSA_WITH_SHA256, P256);
  return { key: keyPem, cert: certPem };
}
