/** Takes from all budgets or from none: `Ledger.claim`. Asked: the claim. */
export const claimLua: string = `
-- What the subject took before, as long as that is remembered.
local taken = 0
local remembered = redis.call("GET", KEYS[1])
if remembered then
  local expiresAt, amount = struct.unpack(">i6d", remembered)
  if expiresAt > at then taken = amount end
end

local budgets, longest = asked.budgets, 0
for each, budget in ipairs(budgets) do
  budget.packed = redis.call("GET", KEYS[each + 1]) or ""
  local _, _, total = stepsWithin(budget.packed, budget.windowMs)
  budget.total = total
  longest = math.max(longest, budget.windowMs)
end

local function fits(more)
  for _, budget in ipairs(budgets) do
    if budget.total + more > budget.limit then return false end
  end
  return true
end

local function take(amount)
  for each, budget in ipairs(budgets) do
    local total, packed = addAmount(budget.packed, amount - taken, budget.windowMs)
    budget.total = total
    keepApart(KEYS[each + 1], packed)
  end
  local record = struct.pack(">i6d", math.ceil(at + longest), amount)
  redis.call("SET", KEYS[1], record, "PX", math.ceil(longest + graceMs))
end

local chosen, paid = -1, 0
for place, amount in ipairs(asked.amounts) do
  -- What it has it keeps, even where a limit was lowered since.
  if amount <= taken or fits(amount - taken) then
    if amount > taken then take(amount) end
    chosen, paid = place - 1, math.max(0, amount - taken)
    break
  end
end

local lines = { chosen, numeral(paid) }
for each, budget in ipairs(budgets) do lines[each + 2] = numeral(budget.total) end
return lines
`;
