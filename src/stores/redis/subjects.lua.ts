/** What the scripts know of subjects: what is kept of each, in one string. */
export const subjectsLua: string = `
-- Of a subject are kept: until when; how many revisions it had; its label; what identifies it; the answers it was given;
-- and the counters that hold it, four values each: key, member ("" for the subject itself), window (0 unless members
-- are counted) and attribute.
local function readRecord(key)
  local packed = redis.call("GET", key)
  if not packed then return nil end
  local expiresAt, revision, label, identity, answers, held = unpack(cmsgpack.unpack(packed))
  return {
    expiresAt = expiresAt, revision = revision, label = label,
    identity = identity, answers = answers, held = held,
  }
end

local function writeRecord(key, record)
  local packed = cmsgpack.pack({
    record.expiresAt, record.revision, record.label, record.identity, record.answers, record.held,
  })
  redis.call("SET", key, packed, "PX", math.ceil(record.expiresAt - at + graceMs))
end

local function append(list, more)
  for place = 1, #more do list[#list + 1] = more[place] end
end
`;
