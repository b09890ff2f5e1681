// The launcher of the local stack (emulators/) hands over SLOTWISE_DIST_DIR, so that several stacks can run side by
// side in one checkout: Next refuses two servers on one folder. (`"references": []` in tsconfig.json keeps Next from
// writing each such folder into it.)

const distDir = process.env.SLOTWISE_DIST_DIR;

/** @type {import('next').NextConfig} */
const config = {
  // Types are checked by `npm run check` and by plain `next build`; there, against the types of one folder.
  ...(distDir && { distDir, typescript: { ignoreBuildErrors: true } }),
  reactStrictMode: true,
  // What Turbopack keeps from one run to the next makes Next 16.4 reload every page without end ("HMR hash mismatch").
  experimental: { turbopackFileSystemCacheForDev: false },
  poweredByHeader: false,
  // lib/server does it, after it has looked at the pages.
  compress: false,
  typedRoutes: false,
  agentRules: false,
  // A page has its title from its first byte on, for people who listen to it too, and keeps it while it is written anew.
  htmlLimitedBots: /.*/,
  // Its badge would lie on the room's buttons, where a phone has them.
  devIndicators: false,
  // In development Next would print what each action is called with, passwords too.
  logging: { serverFunctions: false },
  // They find files of their own at run time, which a bundle would lose.
  serverExternalPackages: ['@node-rs/argon2', 'esbuild', 'graphile-worker', 'nodemailer', 'pg', 'pino'],
  // The address is printed with "localhost"; some people and tools type the number.
  allowedDevOrigins: ['127.0.0.1'],
  async headers() {
    return [
      {
        source: '/:path*',
        headers: [
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'X-Frame-Options', value: 'DENY' },
          { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
          {
            key: 'Permissions-Policy',
            value: 'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(self)',
          },
        ],
      },
      {
        // Stripe's frames fetch the typeface of the page around them.
        source: '/_next/static/media/:font*',
        headers: [{ key: 'Access-Control-Allow-Origin', value: '*' }],
      },
      {
        // Pages get theirs, with a nonce, from proxy.ts.
        source: '/api/:path*',
        headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }],
      },
      {
        // Decided per request, since one build serves http and https.
        source: '/:path*',
        has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
        headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000' }],
      },
    ];
  },
};

export default config;
