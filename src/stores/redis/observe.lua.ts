import { mostKept } from "../../core/store.js";

/** Counts a subject and answers the counts: `Store.observe`. What it is asked: see `Asked` in observe.ts. */
export const observeLua: string = `
-- Whoever comes again and again with something new must not grow without bound: the newest of each are kept.
local mostAnswers, mostIdentifiers, mostHeld = ${mostKept.answers}, ${mostKept.identifiers}, ${mostKept.counters}

-- The question under each of its names, the one in force first, with what is known of the subject under that name. The keys
-- stand in the same order: those of each question, its record first, then two for each counter.
local questions, given = asked.questions, {}
local k = 1
for _, question in ipairs(questions) do
  question.record, question.keys = KEYS[k], k + 1
  k = k + 1 + 2 * #question.counters
  for _, identifier in ipairs(question.identity) do given[identifier] = true end
  local known = readRecord(question.record)
  if known and known.expiresAt > at then question.known = known end
end

-- Somebody else? Two identities with nothing in common; one that is empty fits anybody.
local function isStranger(known)
  if #known == 0 or next(given) == nil then return false end
  for _, identifier in ipairs(known) do
    if given[identifier] then return false end
  end
  return true
end

for _, question in ipairs(questions) do
  if question.known and isStranger(question.known.identity) then return { "conflict" } end
end

local function reply(status, answeredAt, revision, counts)
  local lines = { status, numeral(answeredAt), revision }
  for place = 1, #counts do lines[place + 3] = numeral(counts[place]) end
  return lines
end

-- Asked before, under whichever name?
for _, question in ipairs(questions) do
  for _, holder in ipairs(questions) do
    for _, answer in ipairs(holder.known and holder.known.answers or {}) do
      local fingerprint, answeredAt, revision, counts = unpack(answer)
      if fingerprint == question.fingerprint and at - answeredAt < asked.repeatMs then
        return reply("repeated", answeredAt, revision, counts)
      end
    end
  end
end

-- From here on things are written. What is known under former names goes on under the name in force.
local current = questions[1]
local record = current.known
  or { expiresAt = 0, revision = 0, label = asked.label, identity = {}, answers = {}, held = {} }
local isKnown = current.known ~= nil or asked.revision > 0

local function moveRecord(former)
  local held = former.known.held
  for place = 1, #held, 4 do
    -- "The subject itself" means its former name. Only counters of members have a window here.
    if held[place + 1] == "" and held[place + 2] > 0 then held[place + 1] = former.subject end
  end
  record.expiresAt = math.max(record.expiresAt, former.known.expiresAt)
  record.revision = math.max(record.revision, former.known.revision)
  append(record.identity, former.known.identity)
  append(record.answers, former.known.answers)
  append(record.held, held)
  redis.call("DEL", former.record)
  isKnown = true
end

for place = 2, #questions do
  if questions[place].known then moveRecord(questions[place]) end
end

-- What is given now comes first: it is kept longest.
local joined, seen = {}, {}
for _, identifiers in ipairs({ current.identity, record.identity }) do
  for _, identifier in ipairs(identifiers) do
    if not seen[identifier] and #joined < mostIdentifiers then
      seen[identifier] = true
      joined[#joined + 1] = identifier
    end
  end
end
record.identity = joined

-- The counters that hold the subject.
local function entryOf(key, member) return member == "" and key or key .. "=" .. member end
local holds = {}
for place = 1, #record.held, 4 do holds[entryOf(record.held[place], record.held[place + 1])] = true end

-- Entries that leave the list of these.
local gone = {}
local function remaining()
  if next(gone) == nil then return record.held end
  local held = {}
  for place = 1, #record.held, 4 do
    if not gone[entryOf(record.held[place], record.held[place + 1])] then
      append(held, { unpack(record.held, place, place + 3) })
    end
  end
  return held
end

-- Of each counter: what counts under former names, whether one of these holds the subject, and when its member
-- was last seen there. In two steps, it is told what it does not see.
local former = asked.former or {}
for place = 2, #questions do
  local question = questions[place]
  for each, counter in ipairs(question.counters) do
    local shelf, own = KEYS[question.keys + 2 * each - 2], KEYS[question.keys + 2 * each - 1]
    local known = former[each] or { count = 0 }
    former[each] = known
    if not counter.readOnly then
      if counter.kind == "distinct" then
        -- The member moves, whoever brought it: it must not stand under two names.
        local seenAt = removeMember(shelf, own, counter.key, counter.member)
        if seenAt then known.movedAt = math.max(seenAt, known.movedAt or seenAt) end
        gone[entryOf(counter.key, counter.member)] = true
      elseif holds[entryOf(counter.key, "")] then
        known.isHeld = true
        -- A twin that departs after this one has to find it, too.
        if asked.step == "count" then gone[entryOf(counter.key, "")] = true end
      end
    end
    known.count = known.count + kinds[counter.kind].count(shelf, own, counter)
  end
end

if asked.step == "depart" then
  record.held = remaining()
  if isKnown then writeRecord(current.record, record) end
  local lines = reply("departed", at, record.revision, {})
  for _, known in ipairs(former) do
    append(lines, { numeral(known.count), known.isHeld and 1 or 0, known.movedAt and numeral(known.movedAt) or "" })
  end
  return lines
end

local counts, entries, added = {}, {}, {}
for each, counter in ipairs(current.counters) do
  local shelf, own = KEYS[current.keys + 2 * each - 2], KEYS[current.keys + 2 * each - 1]
  local kind, isDistinct = kinds[counter.kind], counter.kind == "distinct"
  local known = former[each]
  local count
  if counter.readOnly then
    count = kind.count(shelf, own, counter)
  else
    local member = isDistinct and counter.member ~= current.subject and counter.member or ""
    local entry = entryOf(counter.key, member)
    -- A sum or a rate that holds the subject is not added to again.
    if not isDistinct and (holds[entry] or added[entry] or (known and known.isHeld)) then
      count = kind.count(shelf, own, counter)
    else
      count = kind.add(shelf, own, counter, known and known.movedAt)
    end
    if not added[entry] then
      added[entry] = true
      if holds[entry] then gone[entry] = true end
      local last = #entries
      entries[last + 1], entries[last + 2] = counter.key, member
      entries[last + 3], entries[last + 4] = isDistinct and counter.windowMs or 0, counter.attribute or ""
    end
  end
  counts[each] = count + (known and known.count or 0)
end

-- Counters of this question come last on the list of those that hold the subject, so that the others are given up first.
local held = remaining()
append(held, entries)
record.held = #held <= 4 * mostHeld and held or { unpack(held, #held - 4 * mostHeld + 1) }

record.expiresAt = math.max(record.expiresAt, at + asked.keepMs)
record.revision = math.max(record.revision, asked.revision) + 1
record.label = asked.label
local answers = {}
for _, answer in ipairs(record.answers) do
  if answer[1] ~= current.fingerprint then answers[#answers + 1] = answer end
end
answers[#answers + 1] = { current.fingerprint, at, record.revision, counts }
record.answers = { unpack(answers, math.max(1, #answers - mostAnswers + 1)) }
writeRecord(current.record, record)
return reply(isKnown and "revised" or "new", at, record.revision, counts)
`;
