/** What the scripts know of counters. A counter comes as a store is given it, with its two keys: its shelf, and one of its own. */
export const countersLua: string = `
-- What is asked, beside the keys: one JSON text, which costs less than many arguments.
local asked = cjson.decode(ARGV[1])
local at = asked.at

-- A counter that is small, as nearly all are, is one field of a hash that it shares with others: its shelf. Redis keeps
-- such a hash in one piece of memory while no value is longer than 64 bytes, and a counter then costs little more than
-- its bytes. A larger one stands under a key of its own: members as a sorted set, steps of a sum as a string.
-- It is never in both places. The shelf is named by how the counter's key begins, the field by the rest of it.
local longestOnShelf = 64
local function fieldOf(key) return string.sub(key, 3) end

-- Counts by the clock of the caller, and is forgotten by the clock of the server: so much later that no two clocks,
-- and no call that was under way for long, take away what still counts.
local graceMs = 3600000

-- Every packed value begins with the hour (since 1970) at whose end it counts nothing any more.
local hourMs = 3600000
local function packHour(instant) return struct.pack(">i3", math.floor(instant / hourMs) + 1) end
local function endOfHour(packed) return struct.unpack(">i3", packed) * hourMs end

-- Redis would cut off what follows the decimal point of a number, so fractions go over the wire as text.
local function numeral(number)
  if number % 1 == 0 and math.abs(number) < 2 ^ 53 then return number end
  return string.format("%.17g", number)
end

-- Names go over the wire after a sign that keeps a client from reading one as a number.
local function name(text) return "=" .. text end

-- Others keep a shelf alive, so what has expired on it has to go by itself. One newcomer in twenty or so looks at a few
-- dozen others, whichever chance gives it, so that a shelf costs no more as it grows. They look at three for each that
-- comes, so of a shelf that stays as large as it is at most a third has expired. Which newcomers do is left to a letter
-- of their name, as good as chance where names are hashes.
local looks = 64
local function sweep(shelf)
  local some = redis.call("HRANDFIELD", shelf, looks, "WITHVALUES")
  for place = 1, #some, 2 do
    if endOfHour(some[place + 1]) <= at - graceMs then redis.call("HDEL", shelf, some[place]) end
  end
end

-- before: what stood there until now, if anything did.
local function shelve(shelf, field, packed, before)
  redis.call("HSET", shelf, field, packed)
  if before and string.sub(packed, 1, 3) == string.sub(before, 1, 3) then return end
  -- A shelf lives as long as what lives longest on it. An eighth more than needed, so that few calls extend it.
  local ms = endOfHour(packed) - at + graceMs
  if redis.call("PTTL", shelf) < ms then redis.call("PEXPIRE", shelf, math.ceil(ms * 1.125)) end
  if not before and #field > 0 and string.byte(field) % 16 == 0 then sweep(shelf) end
end

-- Distinct members: the time and name of each, oldest first. Names are of one length; any other goes into a set.
local distinct = {}
local memberSize, nameLength = 28, 22

-- Those last seen after an instant, without one of them; and when that one was last seen.
local function others(packed, after, member)
  local names, times, last = {}, {}, nil
  for place = 4, #packed, memberSize do
    local time, name = struct.unpack(">i6c22", packed, place)
    if name == member then
      last = time
    elseif time > after then
      names[#names + 1], times[#times + 1] = name, time
    end
  end
  return names, times, last
end

local function packMembers(names, times, expiry)
  local packed = expiry
  for place = 1, #names do packed = packed .. struct.pack(">i6c22", times[place], names[place]) end
  return packed
end

-- members: how many are in the set and count.
local function addToSet(set, counter, members, seenAt)
  members = members + redis.call("ZADD", set, "GT", numeral(seenAt), counter.member)
  -- A full counter gives up its oldest member: the count stays "at least the bound", and the window stays fresh.
  local surplus = members - counter.bound
  if surplus > 0 then redis.call("ZREMRANGEBYRANK", set, 0, surplus - 1) end
  redis.call("PEXPIRE", set, math.ceil(seenAt - at + counter.windowMs + graceMs))
  return math.min(members, counter.bound)
end

-- movedAt: when the member was last seen under another name, if it moves here.
function distinct.add(shelf, set, counter, movedAt)
  local member, window = counter.member, counter.windowMs
  local after, seenAt = at - window, math.max(at, movedAt or at)
  local field = fieldOf(counter.key)
  local before = redis.call("HGET", shelf, field)
  if not before then
    local members = redis.call("ZCARD", set)
    if members > 0 then members = members - redis.call("ZREMRANGEBYSCORE", set, "-inf", numeral(after)) end
    if members > 0 then return addToSet(set, counter, members, seenAt) end
  end

  local names, times, last = {}, {}, nil
  if before then names, times, last = others(before, after, member) end
  if last and last > seenAt then seenAt = last end
  while #names >= counter.bound do
    table.remove(names, 1)
    table.remove(times, 1)
  end
  if 3 + memberSize * (#names + 1) > longestOnShelf or #member ~= nameLength then
    if before then redis.call("HDEL", shelf, field) end
    for place = 1, #names do redis.call("ZADD", set, numeral(times[place]), names[place]) end
    return addToSet(set, counter, #names, math.max(seenAt, times[#times] or seenAt))
  end

  local place = #names + 1
  while place > 1 and times[place - 1] > seenAt do place = place - 1 end
  table.insert(names, place, member)
  table.insert(times, place, seenAt)
  shelve(shelf, field, packMembers(names, times, packHour(times[#times] + window)), before)
  return #names
end

function distinct.count(shelf, set, counter)
  local after = at - counter.windowMs
  local packed = redis.call("HGET", shelf, fieldOf(counter.key))
  if packed then return #others(packed, after, nil) end
  return redis.call("ZCOUNT", set, "(" .. numeral(after), "+inf")
end

-- Takes a member out. Answers when it was last seen, or nil.
local function removeMember(shelf, set, key, member)
  local field = fieldOf(key)
  local packed = redis.call("HGET", shelf, field)
  if not packed then
    local seenAt = redis.call("ZSCORE", set, member)
    if not seenAt then return nil end
    redis.call("ZREM", set, member)
    return tonumber(seenAt)
  end
  local names, times, seenAt = others(packed, -math.huge, member)
  if seenAt == nil then return nil end
  if #names == 0 then
    redis.call("HDEL", shelf, field)
  else
    redis.call("HSET", shelf, field, packMembers(names, times, string.sub(packed, 1, 3)))
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
  for place = 4, #packed, 14 do
    local step, amount = struct.unpack(">i6d", packed, place)
    if (step + 1) * stepMs - 1 > at - window then
      steps[#steps + 1], amounts[#amounts + 1] = step, amount
      total = total + amount
    end
  end
  return steps, amounts, total
end

-- Answers the total with the amount, and the steps packed anew.
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
  local parts = { packHour((steps[#steps] + 1) * stepMs + window) }
  for each = 1, #steps do parts[each + 1] = struct.pack(">i6d", steps[each], amounts[each]) end
  return total, table.concat(parts)
end

local function keepApart(own, packed)
  redis.call("SET", own, packed, "PX", math.ceil(endOfHour(packed) - at + graceMs))
end

function sum.add(shelf, own, counter)
  local field = fieldOf(counter.key)
  local shelved = redis.call("HGET", shelf, field)
  local apart = not shelved and redis.call("GET", own)
  local total, packed = addAmount(shelved or apart or "", counter.amount, counter.windowMs)
  if #packed <= longestOnShelf then
    if apart then redis.call("DEL", own) end
    shelve(shelf, field, packed, shelved)
  else
    if shelved then redis.call("HDEL", shelf, field) end
    keepApart(own, packed)
  end
  return total
end

function sum.count(shelf, own, counter)
  local packed = redis.call("HGET", shelf, fieldOf(counter.key)) or redis.call("GET", own) or ""
  local _, _, total = stepsWithin(packed, counter.windowMs)
  return total
end

-- Rates: the value and the instant it holds for. Always small.
local rate = {}

local function decayed(packed, counter)
  if not packed then return 0, at end
  local value, since = struct.unpack(">di6", packed, 4)
  return value * 2 ^ (-math.max(0, at - since) / counter.halfLifeMs), math.max(at, since)
end

function rate.add(shelf, _, counter)
  local field = fieldOf(counter.key)
  local before = redis.call("HGET", shelf, field)
  local left, since = decayed(before, counter)
  local value = left + counter.amount
  -- After ten half-lives less than a thousandth is left.
  shelve(shelf, field, packHour(since + 10 * counter.halfLifeMs) .. struct.pack(">di6", value, since), before)
  return value
end

function rate.count(shelf, _, counter)
  return (decayed(redis.call("HGET", shelf, fieldOf(counter.key)), counter))
end

local kinds = { distinct = distinct, sum = sum, rate = rate }
`;
