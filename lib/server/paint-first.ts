// Sends a response's HTML through `LateScripts`; every other response goes out untouched.
import type { ServerResponse } from 'node:http';
import { LateScripts } from './late-scripts';

type Done = (error?: Error | null) => void;
type Rest = [encoding?: BufferEncoding | Done, done?: Done];

/** To be called before anything is written to the response, and after what compresses it. */
export function paintFirst(response: ServerResponse): void {
  const late = new LateScripts();
  const decoder = new TextDecoder();
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  const write = response.write.bind(response) as (...args: unknown[]) => boolean;
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  const isHtml = () => /^text\/html\b/.test(String(response.getHeader('content-type')));

  response.writeHead = (...args: unknown[]) => {
    // It grows.
    if (isHtml()) response.removeHeader('content-length');
    return writeHead(...args);
  };
  response.write = (chunk: string | Uint8Array, ...rest: Rest) =>
    isHtml() ? write(late.write(textOf(chunk, decoder)), doneOf(rest)) : write(chunk, ...rest);
  response.end = (...args: unknown[]) => {
    if (!isHtml()) return end(...args);
    const [chunk, ...rest] = (typeof args[0] === 'function' ? [undefined, ...args] : args) as [
      (string | Uint8Array)?,
      ...Rest,
    ];
    const text = chunk ? textOf(chunk, decoder) : '';
    return end(late.write(text + decoder.decode()) + late.end(), doneOf(rest));
  };
}

const textOf = (chunk: string | Uint8Array, decoder: TextDecoder) =>
  typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });

const doneOf = (rest: Rest): Done | undefined =>
  rest.find((each): each is Done => typeof each === 'function');
