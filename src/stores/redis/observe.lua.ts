/** Counts a subject and answers the counts: `Store.observe`. What it is told: see `observeCall`. */
export const observeLua: string = `
local at, repeatMs, label = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
-- The whole step is to "count". Where former names stand in other shards it takes two: "depart" there from what they
-- name, then "arrive" here with what is known from there.
local step, revisionElsewhere = ARGV[4], tonumber(ARGV[5])

-- Whoever comes again and again with something new must not grow without bound: the newest of each are kept.
local mostAnswers, mostIdentifiers, mostHeld = 8, 16, 128

-- The question under each of its names: the one in force first, then the former ones.
local questions, identity, given = {}, {}, {}
local k, i = 1, 7
for _ = 1, tonumber(ARGV[6]) do
  local firstIdentifier, identifiers = i + 3, tonumber(ARGV[i + 2])
  for place = firstIdentifier, firstIdentifier + identifiers - 1 do
    given[ARGV[place]] = true
    if #questions == 0 then identity[#identity + 1] = ARGV[place] end
  end
  local countersAt = firstIdentifier + identifiers
  local question = {
    record = KEYS[k], subject = ARGV[i], fingerprint = ARGV[i + 1],
    counters = tonumber(ARGV[countersAt]), k = k + 1, i = countersAt + 1,
  }
  local known = readRecord(KEYS[k])
  if known and known.expiresAt > at then question.known = known end
  questions[#questions + 1] = question
  k = k + 1 + 2 * question.counters
  i = countersAt + 1 + argumentsPerCounter * question.counters
end

-- Somebody else? Two identities with nothing in common; one that is empty fits anybody.
local function isStranger(known)
  if #known == 0 or next(given) == nil then return false end
  for place = 1, #known do
    if given[known[place]] then return false end
  end
  return true
end

for _, question in ipairs(questions) do
  if question.known and isStranger(question.known.identity) then return { "conflict" } end
end

local function reply(status, answeredAt, revision, counts)
  local lines = { status, numeral(answeredAt), numeral(revision) }
  for place = 1, #counts do lines[place + 3] = numeral(counts[place]) end
  return lines
end

-- Asked before, under whichever name?
for _, question in ipairs(questions) do
  for _, holder in ipairs(questions) do
    for _, answer in ipairs(holder.known and holder.known.answers or {}) do
      local fingerprint, answeredAt, revision, counts = unpack(answer)
      if fingerprint == question.fingerprint and at - answeredAt < repeatMs then
        return reply("repeated", answeredAt, revision, counts)
      end
    end
  end
end

-- From here on things are written. What is known under former names goes on under the name in force.
local current = questions[1]
local record = current.known or { expiresAt = 0, revision = 0, label = label, identity = {}, answers = {}, held = {} }

local function moveRecord(former)
  for place = 2, #former.known.held, 4 do
    local held = former.known.held
    -- "The subject itself" means its former name; of no counter but one of members is there a member.
    if held[place] == "" and held[place + 1] > 0 then held[place] = former.subject end
  end
  record.expiresAt = math.max(record.expiresAt, former.known.expiresAt)
  record.revision = math.max(record.revision, former.known.revision)
  append(record.identity, former.known.identity)
  append(record.answers, former.known.answers)
  append(record.held, former.known.held)
  redis.call("DEL", former.record)
end

local isKnown = current.known ~= nil or revisionElsewhere > 0
for place = 2, #questions do
  if questions[place].known then
    isKnown = true
    moveRecord(questions[place])
  end
end

-- What is given now comes first: it is kept longest.
local joined, seen = {}, {}
append(identity, record.identity)
for _, identifier in ipairs(identity) do
  if not seen[identifier] and #joined < mostIdentifiers then
    seen[identifier] = true
    joined[#joined + 1] = identifier
  end
end
record.identity = joined

-- The counters that hold the subject, by key and member.
local entries = {}
for place = 1, #record.held, 4 do entries[record.held[place] .. "=" .. record.held[place + 1]] = true end

-- Of each counter: what counts under former names, whether one of these holds the subject, when its member was last seen there.
local formerCounts, isHeld, movedAt = {}, {}, {}
local gone = {}
for place = 2, #questions do
  local question = questions[place]
  for each = 1, question.counters do
    local k, i = question.k + 2 * (each - 1), question.i + argumentsPerCounter * (each - 1)
    local kind, doing, key, member = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
    if doing == "add" then
      if kind == "distinct" then
        -- The member moves, whoever brought it: it must not stand under two names.
        local seenAt = removeMember(KEYS[k], KEYS[k + 1], key, member)
        if seenAt then movedAt[each] = math.max(seenAt, movedAt[each] or seenAt) end
        gone[key .. "=" .. member] = true
      elseif entries[key .. "="] then
        isHeld[each] = true
        -- A twin that departs after this one has to find it, too.
        if step == "count" then gone[key .. "="] = true end
      end
    end
    formerCounts[each] = (formerCounts[each] or 0) + kinds[kind].count(k, i, at)
  end
end

local function without(entriesToLeave)
  local held = {}
  for place = 1, #record.held, 4 do
    if not entriesToLeave[record.held[place] .. "=" .. record.held[place + 1]] then
      append(held, { unpack(record.held, place, place + 3) })
    end
  end
  return held
end

if step == "depart" then
  record.held = without(gone)
  if isKnown then writeRecord(current.record, record, at) end
  local lines = reply("departed", at, record.revision, formerCounts)
  for each = 1, #formerCounts do
    append(lines, { isHeld[each] and "1" or "0", movedAt[each] and numeral(movedAt[each]) or "" })
  end
  return lines
elseif step == "arrive" then
  for each = 1, current.counters do
    formerCounts[each] = tonumber(ARGV[i])
    isHeld[each] = ARGV[i + 1] == "1"
    movedAt[each] = tonumber(ARGV[i + 2])
    i = i + 3
  end
end

local counts, asked, holds = {}, {}, {}
record.expiresAt = math.max(record.expiresAt, at + repeatMs)
for each = 1, current.counters do
  local k, i = current.k + 2 * (each - 1), current.i + argumentsPerCounter * (each - 1)
  local key, member, span = ARGV[i + 2], ARGV[i + 3], tonumber(ARGV[i + 4])
  local isDistinct, kind = ARGV[i] == "distinct", kinds[ARGV[i]]
  local count
  if ARGV[i + 1] == "read" then
    count = kind.count(k, i, at)
  else
    if not isDistinct or member == current.subject then member = "" end
    local entry = key .. "=" .. member
    -- A sum or a rate that holds the subject is not added to again.
    local again = not isDistinct and (isHeld[each] or entries[entry] or asked[entry])
    count = again and kind.count(k, i, at) or kind.add(k, i, at, movedAt[each])
    if not asked[entry] then
      asked[entry] = true
      append(holds, { key, member, isDistinct and span or 0, ARGV[i + 6] })
    end
    record.expiresAt = math.max(record.expiresAt, at + span * (ARGV[i] == "rate" and 10 or 1))
  end
  counts[each] = (formerCounts[each] or 0) + count
end

-- Counters of this question come last on the list of those that hold the subject, so that the others are given up first.
for entry in pairs(asked) do gone[entry] = true end
local held = without(gone)
append(held, holds)
record.held = { unpack(held, math.max(1, #held - 4 * mostHeld + 1)) }

record.revision = math.max(record.revision, revisionElsewhere) + 1
record.label = label
local answers = {}
for _, answer in ipairs(record.answers) do
  if answer[1] ~= current.fingerprint then answers[#answers + 1] = answer end
end
answers[#answers + 1] = { current.fingerprint, at, record.revision, counts }
record.answers = { unpack(answers, math.max(1, #answers - mostAnswers + 1)) }
writeRecord(current.record, record, at)
return reply(isKnown and "revised" or "new", at, record.revision, counts)
`;
