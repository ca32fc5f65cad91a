{{- /* The settings of the operator, as docs/settings.md lists them. */}}
{{- define "bucketwarden.env" -}}
- {name: BUCKETWARDEN_REGION, value: {{ .Values.aws.region | quote }}}
- {name: BUCKETWARDEN_REQUIRE_GRANTS, value: {{ .Values.requireGrants | quote }}}
- {name: BUCKETWARDEN_CONCURRENCY, value: {{ .Values.concurrency | int | quote }}}
- {name: BUCKETWARDEN_REQUEST_RATE, value: {{ .Values.requestRate | int | quote }}}
- {name: BUCKETWARDEN_INTERVAL_FLOOR, value: {{ .Values.intervalFloor | quote }}}
- {name: BUCKETWARDEN_VERIFY_DELAY, value: {{ .Values.verifyDelay | quote }}}
- {name: BUCKETWARDEN_BACKSTOP_INTERVAL, value: {{ .Values.backstopInterval | quote }}}
- {name: BUCKETWARDEN_ACCESS_INTERVAL, value: {{ .Values.accessInterval | quote }}}
- {name: BUCKETWARDEN_LOG_FORMAT, value: {{ .Values.logFormat | quote }}}
{{- with .Values.watchNamespaces }}
- {name: BUCKETWARDEN_WATCH_NAMESPACE, value: {{ join "," . | quote }}}
{{- end }}
{{- with .Values.queues }}
- {name: BUCKETWARDEN_QUEUES, value: {{ join "," . | quote }}}
{{- end }}
{{- with .Values.breakGlassPrincipals }}
- {name: BUCKETWARDEN_BREAK_GLASS_PRINCIPAL, value: {{ join "," . | quote }}}
{{- end }}
{{- with .Values.operatorPrincipals }}
- {name: BUCKETWARDEN_OPERATOR_PRINCIPAL, value: {{ join "," . | quote }}}
{{- end }}
{{- with .Values.endpoint.url }}
- {name: BUCKETWARDEN_ENDPOINT, value: {{ . | quote }}}
{{- end }}
{{- if .Values.endpoint.pathStyle }}
- {name: BUCKETWARDEN_PATH_STYLE, value: "true"}
{{- end }}
{{- if .Values.endpoint.allowInsecure }}
- {name: BUCKETWARDEN_ALLOW_INSECURE_ENDPOINT, value: "true"}
{{- end }}
{{- if .Values.endpoint.principalKeys }}
- {name: BUCKETWARDEN_ENDPOINT_PRINCIPAL_KEYS, value: "true"}
{{- end }}
{{- if include "bucketwarden.caBundleFrom" . }}
- {name: BUCKETWARDEN_CA_BUNDLE, value: /etc/bucketwarden/ca/ca.crt}
{{- end }}
{{- with .Values.records.namespace }}
- {name: BUCKETWARDEN_RECORD_NAMESPACE, value: {{ . | quote }}}
{{- end }}
{{- /* Also with one replica: others may come beside it, by kubectl scale or a value. */}}
- {name: BUCKETWARDEN_LEADER_ELECTION, value: "true"}
- {name: BUCKETWARDEN_LEASE_NAME, value: {{ include "bucketwarden.fullname" . }}}
- name: BUCKETWARDEN_LEASE_NAMESPACE
  valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
{{- if .Values.page.enabled }}
- {name: BUCKETWARDEN_PAGE, value: "true"}
- {name: BUCKETWARDEN_PAGE_PORT, value: {{ .Values.page.port | int | quote }}}
{{- end }}
{{- if ne .Values.reports "None" }}
- {name: BUCKETWARDEN_REPORTS, value: {{ .Values.reports | quote }}}
{{- end }}
{{- end }}
