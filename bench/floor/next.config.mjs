import { join } from 'node:path';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  agentRules: false,
  // The packages are those of the checkout around this folder.
  turbopack: { root: join(import.meta.dirname, '..', '..') },
  serverExternalPackages: ['pg'],
};

export default config;
