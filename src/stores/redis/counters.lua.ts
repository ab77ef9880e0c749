/**
 * What every script knows of counters. `k` is the place in `KEYS` of a counter's two keys, `i` the place in `ARGV` of
 * the seven arguments that describe it: see `counterArguments`.
 */
export const countersLua: string = `
-- A counter that is small, as nearly all are, is one field of a hash that it shares with others: its shelf. Redis keeps
-- such a hash in one piece of memory while no value is longer than 64 bytes, and a counter then costs little more than
-- its bytes. A larger one stands under a key of its own: members as a sorted set, steps of a sum as a string.
-- It is never in both places. Every packed value begins with the instant from which it counts nothing.
local longestOnShelf = 64

-- Counts by the clock of the caller, and is forgotten by the clock of the server: so much later that no two clocks,
-- and no call that was under way for long, take away what still counts.
local graceMs = 3600000

-- Numbers go over the wire as text: Redis would cut off what follows the decimal point.
local function numeral(number) return string.format("%.17g", number) end

-- A shelf lives as long as the longest lived of what stands on it. An eighth more than needed, so that few calls extend it.
local function outlive(shelf, ms)
  if redis.call("PTTL", shelf) < ms then redis.call("PEXPIRE", shelf, math.ceil(ms * 1.125)) end
end

-- Others keep a shelf alive, so what has expired on it has to go by itself. Each newcomer draws four, which
-- leaves at most about one in four expired.
local function sweep(shelf, at)
  local drawn = redis.call("HRANDFIELD", shelf, 4, "WITHVALUES")
  for place = 1, #drawn, 2 do
    if struct.unpack(">i6", drawn[place + 1]) <= at - graceMs then redis.call("HDEL", shelf, drawn[place]) end
  end
end

local function shelve(shelf, field, packed, ms, at)
  local added = redis.call("HSET", shelf, field, packed)
  outlive(shelf, ms + graceMs)
  if added == 1 then sweep(shelf, at) end
end

local distinct, sum, rate = {}, {}, {}

-- Distinct members: the time and name of each, oldest first.
-- Answers those last seen after an instant, without one of them, and when that one was last seen.
local function others(packed, after, member)
  local names, times, last = {}, {}, nil
  local place = 7
  while place <= #packed do
    local time, name
    time, name, place = struct.unpack(">i6Bc0", packed, place)
    if name == member then
      last = time
    elseif time > after then
      names[#names + 1], times[#times + 1] = name, time
    end
  end
  return names, times, last
end

local function packMembers(names, times, window)
  local parts = { struct.pack(">i6", math.ceil(times[#times] + window)) }
  for place = 1, #names do
    parts[#parts + 1] = struct.pack(">i6Bc0", times[place], #names[place], names[place])
  end
  return table.concat(parts)
end

local function addToSet(set, member, window, bound, at, seenAt)
  redis.call("ZREMRANGEBYSCORE", set, "-inf", numeral(at - window))
  local known = redis.call("ZSCORE", set, member)
  local surplus = redis.call("ZCARD", set) - bound + (known and 0 or 1)
  if surplus > 0 then redis.call("ZREMRANGEBYRANK", set, 0, surplus - 1) end
  redis.call("ZADD", set, "GT", numeral(seenAt), member)
  redis.call("PEXPIRE", set, math.ceil(window + graceMs))
  return redis.call("ZCARD", set)
end

-- With movedAt: when the member was last seen under another name, if it moves here.
function distinct.add(k, i, at, movedAt)
  local shelf, set = KEYS[k], KEYS[k + 1]
  local field, member, window, bound = ARGV[i + 2], ARGV[i + 3], tonumber(ARGV[i + 4]), tonumber(ARGV[i + 5])
  local packed = redis.call("HGET", shelf, field)
  local seenAt = math.max(at, movedAt or at)
  if not packed and redis.call("ZCARD", set) > 0 then return addToSet(set, member, window, bound, at, seenAt) end

  local names, times, last = others(packed or "", at - window, member)
  local time = math.max(seenAt, last or seenAt)
  -- A full counter gives up its oldest member, too: the count stays "at least the bound" and the window stays fresh.
  while #names >= bound do
    table.remove(names, 1)
    table.remove(times, 1)
  end
  local place = #names + 1
  while place > 1 and times[place - 1] > time do place = place - 1 end
  table.insert(names, place, member)
  table.insert(times, place, time)

  local size = 6
  for each = 1, #names do size = size + 7 + #names[each] end
  if size <= longestOnShelf then
    shelve(shelf, field, packMembers(names, times, window), times[#times] + window - at, at)
  else
    if packed then redis.call("HDEL", shelf, field) end
    for each = 1, #names do redis.call("ZADD", set, numeral(times[each]), names[each]) end
    redis.call("PEXPIRE", set, math.ceil(times[#times] + window - at + graceMs))
  end
  return #names
end

function distinct.count(k, i, at)
  local after = at - tonumber(ARGV[i + 4])
  local packed = redis.call("HGET", KEYS[k], ARGV[i + 2])
  if packed then return #others(packed, after, nil) end
  return redis.call("ZCOUNT", KEYS[k + 1], "(" .. numeral(after), "+inf")
end

-- Takes a member out. Answers when it was last seen, or nil.
local function removeMember(shelf, set, field, member)
  local packed = redis.call("HGET", shelf, field)
  if not packed then
    local score = redis.call("ZSCORE", set, member)
    if score then redis.call("ZREM", set, member) end
    return tonumber(score or nil)
  end
  local names, times, last = others(packed, -math.huge, member)
  if last == nil then return nil end
  if #names == 0 then
    redis.call("HDEL", shelf, field)
  else
    local window = struct.unpack(">i6", packed) - math.max(last, times[#times])
    redis.call("HSET", shelf, field, packMembers(names, times, window))
  end
  return last
end

-- Sums: the number of a step (epoch ms / its length) and what was added within it, oldest first.
local mostSteps = 60

local function readSum(k, i)
  return redis.call("HGET", KEYS[k], ARGV[i + 2]) or redis.call("GET", KEYS[k + 1])
end

-- The steps of which any instant may lie in the window: rather a little too much than too little.
local function stepsSince(packed, after, stepMs)
  local steps, amounts = {}, {}
  for place = 7, #packed, 14 do
    local step, amount = struct.unpack(">i6d", packed, place)
    if (step + 1) * stepMs - 1 > after then
      steps[#steps + 1], amounts[#amounts + 1] = step, amount
    end
  end
  return steps, amounts
end

local function total(amounts)
  local all = 0
  for place = 1, #amounts do all = all + amounts[place] end
  return all
end

-- Adds to the steps, and answers the total and the steps packed anew.
local function addAmount(packed, amount, window, at)
  local stepMs = math.ceil(window / mostSteps)
  local steps, amounts = stepsSince(packed, at - window, stepMs)
  local step = math.floor(at / stepMs)
  local place = #steps
  while place > 0 and steps[place] > step do place = place - 1 end
  if place > 0 and steps[place] == step then
    amounts[place] = amounts[place] + amount
  else
    table.insert(steps, place + 1, step)
    table.insert(amounts, place + 1, amount)
  end
  -- By number, too: under a clock that only goes back, no step ever expires.
  if #steps > mostSteps + 1 then
    table.remove(steps, 1)
    table.remove(amounts, 1)
  end
  local expiresAt = (steps[#steps] + 1) * stepMs + math.ceil(window)
  local parts = { struct.pack(">i6", expiresAt) }
  for each = 1, #steps do parts[#parts + 1] = struct.pack(">i6d", steps[each], amounts[each]) end
  return total(amounts), table.concat(parts), expiresAt
end

function sum.add(k, i, at)
  local shelf, own, field = KEYS[k], KEYS[k + 1], ARGV[i + 2]
  local shelved = redis.call("HGET", shelf, field)
  local apart = not shelved and redis.call("GET", own)
  local all, packed, expiresAt =
    addAmount(shelved or apart or "", tonumber(ARGV[i + 3]), tonumber(ARGV[i + 4]), at)
  if #packed <= longestOnShelf then
    if apart then redis.call("DEL", own) end
    shelve(shelf, field, packed, expiresAt - at, at)
  else
    if shelved then redis.call("HDEL", shelf, field) end
    redis.call("SET", own, packed, "PX", math.ceil(expiresAt - at + graceMs))
  end
  return all
end

function sum.count(k, i, at)
  local window = tonumber(ARGV[i + 4])
  local _, amounts = stepsSince(readSum(k, i) or "", at - window, math.ceil(window / mostSteps))
  return total(amounts)
end

-- Rates: the value and the instant it holds for.
local function decayed(packed, halfLife, at)
  if not packed then return 0, at end
  local value, since = struct.unpack(">di6", packed, 7)
  return value * 2 ^ (-math.max(0, at - since) / halfLife), math.max(at, since)
end

function rate.add(k, i, at)
  local shelf, field, halfLife = KEYS[k], ARGV[i + 2], tonumber(ARGV[i + 4])
  local left, since = decayed(redis.call("HGET", shelf, field), halfLife, at)
  local value = left + tonumber(ARGV[i + 3])
  -- After ten half-lives less than a thousandth is left.
  local expiresAt = math.ceil(since + 10 * halfLife)
  shelve(shelf, field, struct.pack(">i6di6", expiresAt, value, since), expiresAt - at, at)
  return value
end

function rate.count(k, i, at)
  return (decayed(redis.call("HGET", KEYS[k], ARGV[i + 2]), tonumber(ARGV[i + 4]), at))
end

local kinds = { distinct = distinct, sum = sum, rate = rate }
local argumentsPerCounter = 7


-- So do names, after a sign that keeps a client from reading one as a number.
local function name(text) return "=" .. text end
`;
