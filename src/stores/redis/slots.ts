/** How many hash slots a Redis Cluster has (Redis Cluster specification, "Key distribution model"). */
const slots = 16_384;

/**
 * One hash tag for each shard, `{trialgate:17}`, whose slot lies in the middle half of one of `shards` equal ranges: with as
 * many masters and slots dealt out evenly, each shard is on a master of its own.
 */
export function shardTags(prefix: string, shards: number): readonly string[] {
  const range = slots / shards;
  let number = 0;
  return Array.from({ length: shards }, (_, shard) => {
    for (; ; number++) {
      const tag = `${prefix}:${number}`;
      const place = (slotOf(tag) - shard * range) / range;
      if (shards === 1 || (place >= 0.25 && place < 0.75)) return `{${tag}}`;
    }
  });
}

/** The slot of a hash tag, without its braces: CRC-16/XMODEM of it (Redis Cluster specification, appendix A). */
export function slotOf(tag: string): number {
  let crc = 0;
  for (const byte of new TextEncoder().encode(tag)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  }
  return (crc & 0xffff) % slots;
}
