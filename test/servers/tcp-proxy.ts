import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A network that can be made bad, between clients and one server on this machine. */
export interface TcpProxy {
  readonly port: number;
  /** Holds every piece of an answer back for so long, in milliseconds; 0 is a good network. */
  delay(ms: number): void;
  /** Lets this many more bytes of answers through on each connection and then resets it; new connections alike. */
  cutAfter(bytes: number): void;
  /** Good again: no delay, no cuts. What was cut stays cut. */
  mend(): void;
  /** All that clients have sent, in the order it came. */
  sent(): Buffer;
  stop(): Promise<void>;
}

/** Starts a proxy on a free port. */
export async function startTcpProxy(toPort: number): Promise<TcpProxy> {
  const sent: Buffer[] = [];
  const sockets = new Set<Socket>();
  let delayMs = 0;
  let allowance = Number.POSITIVE_INFINITY;
  /** Changes with every new allowance, so that each connection counts anew. */
  let era = 0;

  const server = createServer((client) => {
    const upstream = connect(toPort, "127.0.0.1");
    let countedIn = era;
    let passed = 0;
    const reset = (): void => {
      client.resetAndDestroy();
      upstream.destroy();
    };
    const answer = (chunk: Buffer): void => {
      if (countedIn !== era) {
        countedIn = era;
        passed = 0;
      }
      const left = allowance - passed;
      passed += chunk.length;
      if (chunk.length <= left) client.write(chunk);
      else client.write(chunk.subarray(0, left), reset);
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (chunk) => {
      sent.push(chunk);
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      if (delayMs === 0) answer(chunk);
      else setTimeout(answer, delayMs, chunk);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    port: (server.address() as AddressInfo).port,
    delay(ms) {
      delayMs = ms;
    },
    cutAfter(bytes) {
      allowance = bytes;
      era += 1;
    },
    mend() {
      delayMs = 0;
      allowance = Number.POSITIVE_INFINITY;
    },
    sent: () => Buffer.concat(sent),
    async stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
      if (server.listening) await once(server, "close");
    },
  };
}
