-- A grant has no status: it holds as soon as it is there, and the policies tell whom it covers.
return { status = "Healthy", message = "Holds; the policies of its namespaces tell what it covers." }
