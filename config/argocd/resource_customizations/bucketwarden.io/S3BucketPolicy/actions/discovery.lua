local annotations = obj.metadata.annotations or {}
local paused = annotations["bucketwarden.io/paused"]
local is_paused = paused ~= nil and paused ~= "" and paused ~= "false"

-- While it is paused, a request for a check is not answered.
return {
  ["reconcile"] = { ["disabled"] = is_paused },
  ["pause"] = { ["disabled"] = is_paused },
  ["resume"] = { ["disabled"] = not is_paused },
}
