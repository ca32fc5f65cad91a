-- Whether the buckets match: drift is a failure, and what is not known is waited for.
local health = { status = "Progressing", message = "Waiting for the operator to look at it." }

local status = obj.status
if status == nil or status.conditions == nil or status.observedGeneration ~= obj.metadata.generation then
  return health
end

local conditions = {}
for _, condition in ipairs(status.conditions) do
  conditions[condition.type] = condition
end

local function holds(type)
  return conditions[type] ~= nil and conditions[type].status == "True"
end

if holds("Stalled") then
  health.status = "Degraded"
  health.message = conditions.Stalled.message
elseif holds("Paused") then
  health.status = "Suspended"
  health.message = conditions.Paused.message
elseif holds("Reconciling") then
  health.message = conditions.Reconciling.message
elseif holds("Ready") then
  local compliant = conditions.Compliant
  if compliant ~= nil then
    health.message = compliant.message
    if compliant.status == "True" then
      health.status = "Healthy"
    elseif compliant.status == "False" then
      health.status = "Degraded"
    end
  end
elseif conditions.Ready ~= nil then
  health.message = conditions.Ready.message
end

return health
