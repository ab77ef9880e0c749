/** The counts as they stand: `Store.peek`. */
export const peekLua: string = `
local at, lines = tonumber(ARGV[1]), {}
for each = 1, #KEYS / 2 do
  local i = 2 + argumentsPerCounter * (each - 1)
  lines[each] = numeral(kinds[ARGV[i]].count(2 * each - 1, i, at))
end
return lines
`;

/** What is kept of one subject: its revision, then key, member, window and attribute of each counter of members that holds it. */
export const heldLua: string = `
local record = readRecord(KEYS[1])
if not record then return {} end
local lines, held = { numeral(record.revision) }, record.held
for place = 1, #held, 4 do
  if held[place + 2] > 0 then
    append(lines, { name(held[place]), name(held[place + 1]), numeral(held[place + 2]), name(held[place + 3]) })
  end
end
return lines
`;

/**
 * Takes a subject out of the counters that hold it, and drops what is kept of it. These were read a moment ago: `changed`
 * when there has been a revision since, and the caller reads them again.
 */
export const forgetLua: string = `
local record = readRecord(KEYS[1])
if numeral(record and record.revision or 0) ~= ARGV[1] then return "changed" end
for each = 1, (#ARGV - 1) / 2 do
  removeMember(KEYS[2 * each + 1], KEYS[2 * each + 2], ARGV[2 * each], ARGV[2 * each + 1])
end
return redis.call("DEL", KEYS[1], KEYS[2]) > 0 and "forgotten" or "unknown"
`;

/**
 * For each counter that holds a subject: how many members count, then those seen last with their times; nothing where
 * the subject does not count any more.
 */
export const relativesLua: string = `
local at, limit, subject = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local links = {}
for each = 1, #KEYS / 2 do
  local shelf, set, field = KEYS[2 * each - 1], KEYS[2 * each], ARGV[2 * each + 2]
  local after = at - tonumber(ARGV[2 * each + 3])
  local lines = {}
  local packed = redis.call("HGET", shelf, field)
  if packed then
    local names, times, last = others(packed, after, subject)
    if last and last > after then
      lines[1] = numeral(#names + 1)
      for place = #names, math.max(1, #names - limit + 1), -1 do
        append(lines, { name(names[place]), numeral(times[place]) })
      end
    end
  else
    local last = tonumber(redis.call("ZSCORE", set, subject) or "-inf")
    if last > after then
      local above = "(" .. numeral(after)
      lines[1] = numeral(redis.call("ZCOUNT", set, above, "+inf"))
      -- One more than asked for: the subject itself may be among them.
      local newest = redis.call("ZREVRANGEBYSCORE", set, "+inf", above, "WITHSCORES", "LIMIT", 0, limit + 1)
      for place = 1, #newest, 2 do
        if newest[place] ~= subject and #lines < 2 * limit then
          append(lines, { name(newest[place]), newest[place + 1] })
        end
      end
    end
  end
  links[each] = lines
end
return links
`;

/** The labels of subjects; empty for those of whom nothing is kept. */
export const labelsLua: string = `
local lines = {}
for place = 1, #KEYS do
  local record = readRecord(KEYS[place])
  lines[place] = record and name(record.label) or ""
end
return lines
`;

/** Takes from all budgets or from none: `Ledger.claim`. */
export const claimLua: string = `
local at, amounts = tonumber(ARGV[1]), tonumber(ARGV[2])
-- What the subject took before, until when that is remembered.
local taken = 0
local remembered = redis.call("GET", KEYS[1])
if remembered then
  local expiresAt, amount = struct.unpack(">i6d", remembered)
  if expiresAt > at then taken = amount end
end

local budgets, longest = {}, 0
for each = 1, #KEYS - 1 do
  local i = 3 + amounts + 2 * (each - 1)
  local window = tonumber(ARGV[i])
  local packed = redis.call("GET", KEYS[each + 1]) or ""
  local _, steps = stepsSince(packed, at - window, math.ceil(window / mostSteps))
  budgets[each] = { packed = packed, window = window, limit = tonumber(ARGV[i + 1]), total = total(steps) }
  longest = math.max(longest, window)
end

local function fits(more)
  for _, budget in ipairs(budgets) do
    if more > 0 and budget.total + more > budget.limit then return false end
  end
  return true
end

local place = -1
for each = 1, amounts do
  local amount = tonumber(ARGV[2 + each])
  local more = math.max(0, amount - taken)
  if fits(more) then
    place = each - 1
    if more > 0 then
      for number, budget in ipairs(budgets) do
        local all, packed, expiresAt = addAmount(budget.packed, more, budget.window, at)
        budget.total = all
        redis.call("SET", KEYS[number + 1], packed, "PX", math.ceil(expiresAt - at + graceMs))
      end
      local record = struct.pack(">i6d", math.ceil(at + longest), amount)
      redis.call("SET", KEYS[1], record, "PX", math.ceil(longest + graceMs))
    end
    break
  end
end

local lines = { numeral(place) }
for number, budget in ipairs(budgets) do lines[number + 1] = numeral(budget.total) end
return lines
`;
