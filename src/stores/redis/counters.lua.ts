/** What the scripts know of counters. A counter comes as a store is given it, with its two keys: its shelf, and one of its own. */
export const countersLua: string = `
-- What is asked, beside the keys: one JSON text, which costs less than many arguments.
local asked = cjson.decode(ARGV[1])
local at = asked.at

-- A counter that is small, as nearly all are, is one field of a hash that it shares with others: its shelf. Redis keeps
-- such a hash in one piece of memory while no value is longer than 64 bytes, and a counter then costs little more than
-- its bytes. A larger one stands under a key of its own: members as a sorted set, steps of a sum as a string.
-- It is never in both places. Every packed value begins with the instant from which it counts nothing.
local longestOnShelf = 64

-- Counts by the clock of the caller, and is forgotten by the clock of the server: so much later that no two clocks,
-- and no call that was under way for long, take away what still counts.
local graceMs = 3600000

-- Redis would cut off what follows the decimal point of a number, so fractions go over the wire as text.
local function numeral(number)
  if number % 1 == 0 and math.abs(number) < 2 ^ 53 then return number end
  return string.format("%.17g", number)
end

-- Names go over the wire after a sign that keeps a client from reading one as a number.
local function name(text) return "=" .. text end

-- Others keep a shelf alive, so what has expired on it has to go by itself. One newcomer in sixteen looks at all of
-- it; which one is left to the first letter of its name, as good as chance where names are hashes.
local function sweep(shelf)
  local all = redis.call("HGETALL", shelf)
  for place = 1, #all, 2 do
    if struct.unpack(">i6", all[place + 1]) <= at - graceMs then redis.call("HDEL", shelf, all[place]) end
  end
end

local function shelve(shelf, field, packed, expiresAt)
  local added = redis.call("HSET", shelf, field, packed)
  -- A shelf lives as long as what lives longest on it. An eighth more than needed, so that few calls extend it.
  local ms = expiresAt - at + graceMs
  if redis.call("PTTL", shelf) < ms then redis.call("PEXPIRE", shelf, math.ceil(ms * 1.125)) end
  if added == 1 and string.byte(field) % 16 == 0 then sweep(shelf) end
end

-- Distinct members: the time and name of each, oldest first.
local distinct = {}

-- Those last seen after an instant, without one of them; and when that one was last seen.
local function others(packed, after, member)
  local names, times, last = {}, {}, nil
  local place, count, size = 7, 0, #packed
  while place <= size do
    local time, name
    time, name, place = struct.unpack(">i6Bc0", packed, place)
    if name == member then
      last = time
    elseif time > after then
      count = count + 1
      names[count], times[count] = name, time
    end
  end
  return names, times, last
end

local function packMembers(names, times, window)
  local packed = struct.pack(">i6", math.ceil(times[#times] + window))
  for place = 1, #names do
    packed = packed .. struct.pack(">i6Bc0", times[place], #names[place], names[place])
  end
  return packed
end

local function addToSet(set, counter, members, seenAt)
  local more = redis.call("ZADD", set, "GT", numeral(seenAt), counter.member)
  local surplus = members + more - counter.bound
  -- A full counter gives up its oldest member: the count stays "at least the bound", and the window stays fresh.
  if surplus > 0 then redis.call("ZREMRANGEBYRANK", set, 0, surplus - 1) end
  redis.call("PEXPIRE", set, math.ceil(math.max(at, seenAt) - at + counter.windowMs + graceMs))
  return members + more - math.max(0, surplus)
end

-- movedAt: when the member was last seen under another name, if it moves here.
function distinct.add(shelf, set, counter, movedAt)
  local member, window = counter.member, counter.windowMs
  local after, seenAt = at - window, math.max(at, movedAt or at)
  local packed = redis.call("HGET", shelf, counter.key)
  if not packed then
    redis.call("ZREMRANGEBYSCORE", set, "-inf", numeral(after))
    local members = redis.call("ZCARD", set)
    if members > 0 then return addToSet(set, counter, members, seenAt) end
  end

  local names, times, last = others(packed or "", after, member)
  local time = math.max(seenAt, last or seenAt)
  while #names >= counter.bound do
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
    shelve(shelf, counter.key, packMembers(names, times, window), times[#times] + window)
  else
    if packed then redis.call("HDEL", shelf, counter.key) end
    for each = 1, #names do redis.call("ZADD", set, numeral(times[each]), names[each]) end
    redis.call("PEXPIRE", set, math.ceil(times[#times] + window - at + graceMs))
  end
  return #names
end

function distinct.count(shelf, set, counter)
  local after = at - counter.windowMs
  local packed = redis.call("HGET", shelf, counter.key)
  if packed then return #others(packed, after, nil) end
  return redis.call("ZCOUNT", set, "(" .. numeral(after), "+inf")
end

-- Takes a member out. Answers when it was last seen, or nil.
local function removeMember(shelf, set, key, member)
  local packed = redis.call("HGET", shelf, key)
  if not packed then
    local seenAt = redis.call("ZSCORE", set, member)
    if not seenAt then return nil end
    redis.call("ZREM", set, member)
    return tonumber(seenAt)
  end
  local names, times, seenAt = others(packed, -math.huge, member)
  if seenAt == nil then return nil end
  if #names == 0 then
    redis.call("HDEL", shelf, key)
  else
    local window = struct.unpack(">i6", packed) - math.max(seenAt, times[#times])
    redis.call("HSET", shelf, key, packMembers(names, times, window))
  end
  return seenAt
end

-- Sums: the number of a step (epoch ms / its length) and what was added within it, oldest first.
local sum = {}
local mostSteps = 60

-- The steps of which any instant may lie in the window: rather a little too much than too little. And their total.
local function stepsWithin(packed, window)
  local stepMs = math.ceil(window / mostSteps)
  local steps, amounts, total = {}, {}, 0
  for place = 7, #packed, 14 do
    local step, amount = struct.unpack(">i6d", packed, place)
    if (step + 1) * stepMs - 1 > at - window then
      steps[#steps + 1], amounts[#amounts + 1] = step, amount
      total = total + amount
    end
  end
  return steps, amounts, total
end

-- Answers the total with the amount, the steps packed anew, and when they expire.
local function addAmount(packed, amount, window)
  local steps, amounts, total = stepsWithin(packed, window)
  local stepMs = math.ceil(window / mostSteps)
  local step = math.floor(at / stepMs)
  local place = #steps
  while place > 0 and steps[place] > step do place = place - 1 end
  if place > 0 and steps[place] == step then
    amounts[place] = amounts[place] + amount
  else
    table.insert(steps, place + 1, step)
    table.insert(amounts, place + 1, amount)
  end
  total = total + amount
  -- By number, too: under a clock that only goes back, no step ever expires.
  if #steps > mostSteps + 1 then
    table.remove(steps, 1)
    total = total - table.remove(amounts, 1)
  end
  local expiresAt = (steps[#steps] + 1) * stepMs + math.ceil(window)
  local parts = { struct.pack(">i6", expiresAt) }
  for each = 1, #steps do parts[each + 1] = struct.pack(">i6d", steps[each], amounts[each]) end
  return total, table.concat(parts), expiresAt
end

function sum.add(shelf, own, counter)
  local shelved = redis.call("HGET", shelf, counter.key)
  local apart = not shelved and redis.call("GET", own)
  local total, packed, expiresAt = addAmount(shelved or apart or "", counter.amount, counter.windowMs)
  if #packed <= longestOnShelf then
    if apart then redis.call("DEL", own) end
    shelve(shelf, counter.key, packed, expiresAt)
  else
    if shelved then redis.call("HDEL", shelf, counter.key) end
    redis.call("SET", own, packed, "PX", math.ceil(expiresAt - at + graceMs))
  end
  return total
end

function sum.count(shelf, own, counter)
  local packed = redis.call("HGET", shelf, counter.key) or redis.call("GET", own) or ""
  local _, _, total = stepsWithin(packed, counter.windowMs)
  return total
end

-- Rates: the value and the instant it holds for. Always small.
local rate = {}

local function decayed(shelf, counter)
  local packed = redis.call("HGET", shelf, counter.key)
  if not packed then return 0, at end
  local value, since = struct.unpack(">di6", packed, 7)
  return value * 2 ^ (-math.max(0, at - since) / counter.halfLifeMs), math.max(at, since)
end

function rate.add(shelf, _, counter)
  local left, since = decayed(shelf, counter)
  local value = left + counter.amount
  -- After ten half-lives less than a thousandth is left.
  local expiresAt = math.ceil(since + 10 * counter.halfLifeMs)
  shelve(shelf, counter.key, struct.pack(">i6di6", expiresAt, value, since), expiresAt)
  return value
end

function rate.count(shelf, _, counter)
  return (decayed(shelf, counter))
end

local kinds = { distinct = distinct, sum = sum, rate = rate }
`;
