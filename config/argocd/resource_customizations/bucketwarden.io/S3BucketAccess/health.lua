-- Whether the logs that tell who uses the bucket are read.
local health = { status = "Progressing", message = "Waiting for the operator to read who uses the bucket." }

local status = obj.status
if status == nil or status.conditions == nil or status.observedGeneration ~= obj.metadata.generation then
  return health
end

local conditions = {}
for _, condition in ipairs(status.conditions) do
  conditions[condition.type] = condition
end

local reading = conditions.Reading
if reading == nil then
  return health
end
health.message = reading.message
if reading.status == "True" then
  health.status = "Healthy"
  if conditions.Saturated ~= nil and conditions.Saturated.status == "True" then
    health.message = conditions.Saturated.message
  end
elseif reading.status == "False" and reading.reason ~= "CheckFailed" then
  -- Nothing is read until somebody acts; a check that failed is repeated.
  health.status = "Degraded"
end

return health
