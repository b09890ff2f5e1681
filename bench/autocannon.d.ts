// The part of autocannon's interface that the bench uses; the package brings no types.
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  export type Request = { method?: string; path?: string; headers?: Record<string, string>; body?: string };

  type Options = {
    url: string;
    connections: number;
    amount?: number;
    duration?: number;
    /** Milliseconds between two looks at whether the run is over. */
    sampleInt?: number;
    requests?: { setupRequest: (request: Request) => Request }[];
  };

  export type Result = { errors: number; timeouts: number };

  interface Instance extends EventEmitter, PromiseLike<Result> {
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): this;
    stop(): void;
  }

  export default function autocannon(options: Options): Instance;
}
