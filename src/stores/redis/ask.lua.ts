/** The counts as they stand: `Store.peek`. Asked: `at`, `counters`. */
export const peekLua: string = `
local lines = {}
for each, counter in ipairs(asked.counters) do
  lines[each] = numeral(kinds[counter.kind].count(KEYS[2 * each - 1], KEYS[2 * each], counter))
end
return lines
`;

/** What is kept of one subject: its revision, then key, member, window and attribute of each counter of members that holds it. */
export const heldLua: string = `
local record = readRecord(KEYS[1])
if not record then return { 0 } end
local lines, held = { record.revision }, record.held
for place = 1, #held, 4 do
  if held[place + 2] > 0 then
    append(lines, { name(held[place]), name(held[place + 1]), numeral(held[place + 2]), name(held[place + 3]) })
  end
end
return lines
`;

/**
 * Takes a subject out of the counters that hold it, and drops what is kept of it. Asked: what was read a moment ago, its
 * `revision` and `held`. When there has been a revision since, it answers `changed`, and the caller reads again.
 */
export const forgetLua: string = `
local record = readRecord(KEYS[1])
if (record and record.revision or 0) ~= asked.revision then return "changed" end
for each, held in ipairs(asked.held) do
  removeMember(KEYS[2 * each + 1], KEYS[2 * each + 2], held.key, held.member)
end
return redis.call("DEL", KEYS[1], KEYS[2]) > 0 and "forgotten" or "unknown"
`;

/**
 * For each counter that holds a subject: how many members count, then those seen last with their times; nothing where
 * the subject does not count any more. Asked: `at`, `limit`, `subject`, `held`.
 */
export const relativesLua: string = `
local limit, subject = asked.limit, asked.subject

local function onShelf(packed, after)
  local names, times, last = others(packed, after, subject)
  if not last or last <= after then return {} end
  local lines = { #names + 1 }
  for place = #names, math.max(1, #names - limit + 1), -1 do
    append(lines, { name(names[place]), numeral(times[place]) })
  end
  return lines
end

local function inSet(set, after)
  local last = redis.call("ZSCORE", set, subject)
  if not last or tonumber(last) <= after then return {} end
  local above = "(" .. numeral(after)
  local lines = { redis.call("ZCOUNT", set, above, "+inf") }
  -- One more than asked for: the subject itself may be among them.
  local newest = redis.call("ZREVRANGEBYSCORE", set, "+inf", above, "WITHSCORES", "LIMIT", 0, limit + 1)
  for place = 1, #newest, 2 do
    if newest[place] ~= subject and #lines < 1 + 2 * limit then
      append(lines, { name(newest[place]), newest[place + 1] })
    end
  end
  return lines
end

local links = {}
for each, held in ipairs(asked.held) do
  local packed = redis.call("HGET", KEYS[2 * each - 1], fieldOf(held.key))
  local after = at - held.windowMs
  links[each] = packed and onShelf(packed, after) or inSet(KEYS[2 * each], after)
end
return links
`;

/** The labels of subjects; empty for those of whom nothing is kept. */
export const labelsLua: string = `
local lines = {}
for place, key in ipairs(KEYS) do
  local record = readRecord(key)
  lines[place] = record and name(record.label) or ""
end
return lines
`;
