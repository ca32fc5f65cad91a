obj.metadata.annotations = obj.metadata.annotations or {}
obj.metadata.annotations["bucketwarden.io/paused"] = "true"
return obj
