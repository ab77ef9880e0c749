import { createSocket } from "node:dgram";
import { once } from "node:events";

/** A record to answer with; `name` is what was asked unless it says otherwise. */
export type DnsRecord = { readonly name?: string } & (
  | { readonly type: "A"; readonly address: string }
  | { readonly type: "MX"; readonly priority: number; readonly exchange: string }
  | { readonly type: "CNAME"; readonly target: string }
);

/** What a question is answered with: records (none is NODATA), a failure, silence, or bytes as they are after the id. */
export type DnsReply = readonly DnsRecord[] | "NXDOMAIN" | "SERVFAIL" | "silence" | Uint8Array;

/** A name server on loopback. */
export interface DnsServer {
  /** For `Resolver.setServers`. */
  readonly address: string;
  /** Every question so far, as `MX example.com`. */
  readonly questions: readonly string[];
  close(): Promise<void>;
}

const typeNumbers = { A: 1, CNAME: 5, MX: 15, AAAA: 28 };
const rcodes = { NXDOMAIN: 3, SERVFAIL: 2 };

/** Answers every question over UDP, in the wire format of RFC 1035 section 4. */
export async function startDnsServer(answer: (question: string) => DnsReply): Promise<DnsServer> {
  const socket = createSocket("udp4");
  const questions: string[] = [];
  socket.on("message", (query, { port, address }) => {
    const { question, end } = readQuestion(query);
    questions.push(question);
    const reply = answer(question);
    if (reply === "silence") return;
    const id = query.subarray(0, 2);
    const message =
      reply instanceof Uint8Array ? Buffer.concat([id, reply]) : toMessage(query, end, question, reply);
    socket.send(message, port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return {
    address: `127.0.0.1:${socket.address().port}`,
    questions,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function readQuestion(query: Buffer): { question: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  const asked = query.readUInt16BE(at + 1);
  const type = Object.entries(typeNumbers).find(([, number]) => number === asked)?.[0] ?? String(asked);
  return { question: `${type} ${labels.join(".")}`, end: at + 5 };
}

function toMessage(
  query: Buffer,
  end: number,
  question: string,
  reply: readonly DnsRecord[] | keyof typeof rcodes,
): Buffer {
  const records = typeof reply === "string" ? [] : reply;
  const rcode = typeof reply === "string" ? rcodes[reply] : 0;
  // A response, recursion desired and available; one question, the answers, nothing else.
  const head = Buffer.concat([
    query.subarray(0, 2),
    uint16(0x8180 | rcode),
    uint16(1),
    uint16(records.length),
    uint16(0),
    uint16(0),
  ]);
  return Buffer.concat([
    head,
    query.subarray(12, end),
    ...records.map((record) => toRecord(record, question)),
  ]);
}

function toRecord(record: DnsRecord, question: string): Buffer {
  const data = toData(record);
  const owner = record.name ?? question.slice(question.indexOf(" ") + 1);
  const ttl = Buffer.alloc(4);
  return Buffer.concat([
    toName(owner),
    uint16(typeNumbers[record.type]),
    uint16(1),
    ttl,
    uint16(data.length),
    data,
  ]);
}

function toData(record: DnsRecord): Buffer {
  if (record.type === "A") return Buffer.from(record.address.split(".").map(Number));
  if (record.type === "CNAME") return toName(record.target);
  return Buffer.concat([uint16(record.priority), toName(record.exchange)]);
}

function toName(name: string): Buffer {
  const labels = name.split(".").filter((label) => label !== "");
  const parts = labels.map((label) =>
    Buffer.concat([Buffer.from([label.length]), Buffer.from(label, "latin1")]),
  );
  return Buffer.concat([...parts, Buffer.from([0])]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
