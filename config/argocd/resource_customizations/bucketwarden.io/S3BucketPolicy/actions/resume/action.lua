local annotations = obj.metadata.annotations or {}
annotations["bucketwarden.io/paused"] = nil
-- Argo CD takes an empty table for a list by mistake, and then puts back what was there.
if next(annotations) == nil then
  annotations = nil
end
obj.metadata.annotations = annotations
return obj
