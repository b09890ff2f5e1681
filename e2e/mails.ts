// What the stand-in for the mail server was handed.
import { expect } from 'playwright/test';
import type { Stack } from './people';

/** The link of the reset mail to somebody, once it has come. */
export async function readResetLink(stack: Stack, to: string): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    const answer = await fetch(`${stack.mail.url}/api/mails?to=${encodeURIComponent(to)}`);
    const mails = (await answer.json()) as { text: string }[];
    link = mails.map(({ text }) => /https?:\S+\/reset\/[\w-]+/.exec(text)?.[0]).find(Boolean);
    expect(link, 'a reset link was mailed').toBeDefined();
  }).toPass();
  return link as string;
}
