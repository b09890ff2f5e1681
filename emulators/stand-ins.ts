// Starts a stand-in for every vendor of which the environment names no account, and says how to reach them all:
// as the settings that the app reads, and as the part of stack.json that tools read.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startMail } from './mail';
import { startPusher } from './pusher';
import { startStripe } from './stripe';
import { startUploadthing } from './uploadthing';

/** A value for one of these takes the place of something that the local stack would play or make up. */
export const REAL_ACCOUNTS = [
  'AGORA_APP_CERTIFICATE',
  'AGORA_APP_ID',
  'APP_URL',
  'DATABASE_URL',
  'GOOGLE_CLIENT_ID',
  'GOOGLE_CLIENT_SECRET',
  'PUSHER_APP_ID',
  'SMTP_URL',
  'STRIPE_SECRET_KEY',
  'UPLOADTHING_TOKEN',
];

export type Settings = Record<string, string | undefined>;

/** What each vendor gives an account holder. Made once per state folder, so that what was signed stays valid. */
export type VendorSecrets = {
  stripe: { secretKey: string; publishableKey: string; webhookSecret: string };
  pusher: { appId: string; key: string; secret: string };
  uploadthing: { apiKey: string; appId: string };
};

export type VendorPorts = {
  stripe: number;
  pusher: number;
  uploadthing: number;
  smtp: number;
  inbox: number;
};

export type StandIns = {
  settings: Record<string, string>;
  stack: {
    stripe: { apiBase: string; secretKey: string; publishableKey: string; webhookSecret: string };
    pusher: { host: string; port: number; appId: string; key: string; secret: string };
    mail: { url: string };
    uploadthing: { url: string };
  };
  close: () => Promise<void>;
};

type StartStandIns = {
  /** A vendor whose account is named here is not imitated. */
  given: Settings;
  secrets: VendorSecrets;
  /** 0 is any free port. */
  ports: VendorPorts;
  stateDir: string;
  /** Where the webhooks of Stripe and Pusher go; none are sent without it. */
  appUrl?: string;
};

export function newVendorSecrets(): VendorSecrets {
  return {
    stripe: {
      secretKey: `sk_test_${random(24)}`,
      publishableKey: `pk_test_${random(24)}`,
      webhookSecret: `whsec_${random(32)}`,
    },
    pusher: { appId: String(100_000 + randomBytes(2).readUInt16BE()), key: random(20), secret: random(20) },
    uploadthing: { apiKey: `sk_live_${random(32)}`, appId: random(10) },
  };
}

export async function startStandIns(options: StartStandIns): Promise<StandIns> {
  const started: Vendor[] = [];
  const close = async () => {
    await Promise.all(started.map((vendor) => vendor.close()));
  };
  try {
    // One after the other, so that a failure leaves none behind that nobody closes.
    for (const start of [stripe, pusher, uploadthing, mail]) started.push(await start(options));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    settings: Object.assign({}, ...started.map((vendor) => vendor.settings)),
    stack: Object.assign({}, ...started.map((vendor) => vendor.stack)),
    close,
  };
}

type Vendor = { settings: Record<string, string>; stack: object; close: () => Promise<void> };

/** A real account: nothing to start, the app reads its own settings. */
function realAccount(stack: object): Vendor {
  return { settings: {}, stack, close: async () => {} };
}

async function stripe({ given, secrets, ports, stateDir, appUrl }: StartStandIns): Promise<Vendor> {
  if (given.STRIPE_SECRET_KEY) {
    return realAccount({
      stripe: {
        apiBase: given.STRIPE_API_BASE ?? 'https://api.stripe.com',
        secretKey: given.STRIPE_SECRET_KEY,
        publishableKey: given.STRIPE_PUBLISHABLE_KEY ?? '',
        webhookSecret: given.STRIPE_WEBHOOK_SECRET ?? '',
      },
    });
  }
  const { url, close } = await startStripe({
    port: ports.stripe,
    ...secrets.stripe,
    webhookUrl: appUrl && `${appUrl}/api/stripe/webhook`,
    stateFile: join(stateDir, 'stripe.json'),
  });
  return {
    settings: {
      STRIPE_SECRET_KEY: secrets.stripe.secretKey,
      STRIPE_PUBLISHABLE_KEY: secrets.stripe.publishableKey,
      STRIPE_WEBHOOK_SECRET: secrets.stripe.webhookSecret,
      STRIPE_API_BASE: url,
      STRIPE_JS_URL: `${url}/stripe.js`,
    },
    stack: { stripe: { apiBase: url, ...secrets.stripe } },
    close,
  };
}

async function pusher({ given, secrets, ports, appUrl }: StartStandIns): Promise<Vendor> {
  if (given.PUSHER_APP_ID) {
    return realAccount({
      pusher: {
        host: given.PUSHER_HOST ?? `api-${given.PUSHER_CLUSTER}.pusher.com`,
        port: Number(given.PUSHER_PORT ?? 443),
        appId: given.PUSHER_APP_ID,
        key: given.PUSHER_KEY ?? '',
        secret: given.PUSHER_SECRET ?? '',
      },
    });
  }
  const { host, port, close } = await startPusher({
    port: ports.pusher,
    ...secrets.pusher,
    ...(appUrl && { webhookUrl: `${appUrl}/api/pusher/webhook` }),
  });
  return {
    settings: {
      PUSHER_APP_ID: secrets.pusher.appId,
      PUSHER_KEY: secrets.pusher.key,
      PUSHER_SECRET: secrets.pusher.secret,
      PUSHER_HOST: host,
      PUSHER_PORT: String(port),
    },
    stack: { pusher: { host, port, ...secrets.pusher } },
    close,
  };
}

async function uploadthing({ given, secrets, ports, stateDir }: StartStandIns): Promise<Vendor> {
  if (given.UPLOADTHING_TOKEN) return realAccount({ uploadthing: { url: 'https://api.uploadthing.com' } });
  const { url, close } = await startUploadthing({
    port: ports.uploadthing,
    ...secrets.uploadthing,
    dataDir: join(stateDir, 'uploads'),
  });
  const origin = `http://localhost:${new URL(url).port}`;
  const token = { ...secrets.uploadthing, regions: ['local'] };
  return {
    settings: {
      UPLOADTHING_TOKEN: Buffer.from(JSON.stringify(token)).toString('base64'),
      UPLOADTHING_IS_DEV: 'false',
      UPLOADTHING_INGEST_URL: origin,
      UPLOADTHING_API_URL: origin,
      UPLOADTHING_UFS_HOST: new URL(origin).host,
      UPLOADTHING_UFS_APP_ID_LOCATION: 'path',
    },
    stack: { uploadthing: { url: origin } },
    close,
  };
}

async function mail({ given, ports, stateDir }: StartStandIns): Promise<Vendor> {
  if (given.SMTP_URL) return realAccount({ mail: { url: '' } });
  const { url, smtpUrl, close } = await startMail({
    smtpPort: ports.smtp,
    webPort: ports.inbox,
    stateFile: join(stateDir, 'mails.json'),
  });
  return {
    settings: { SMTP_URL: smtpUrl, MAIL_FROM: given.MAIL_FROM ?? 'Slotwise <hello@slotwise.local>' },
    stack: { mail: { url } },
    close,
  };
}

function random(length: number): string {
  return randomBytes(length).toString('hex').slice(0, length);
}
