import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'playwright/test';
import { findChromium } from './tests/browser';

// Set by the global setup (tests/stack.ts), which runs before the workers read this file again.
const stackFile = process.env.SLOTWISE_STACK;
const baseURL = stackFile && (JSON.parse(readFileSync(stackFile, 'utf8')) as { appUrl: string }).appUrl;

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './tests/stack.ts',
  workers: availableParallelism() >= 4 ? 2 : 1,
  fullyParallel: false,
  // A journey that passes at the second try has a fault, in it or in the app.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: {
    timeout: 15_000,
    // Letters are drawn a little differently by each Chromium; a changed colour, size or gap is far beyond this.
    toHaveScreenshot: { maxDiffPixelRatio: 0.02, threshold: 0.1, animations: 'disabled' },
  },
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  reporter: [['list']],
  use: {
    baseURL,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // A camera and a microphone for the room, without asking.
        '--use-fake-device-for-media-stream=fps=8',
        '--use-fake-ui-for-media-stream',
      ],
    },
  },
});
