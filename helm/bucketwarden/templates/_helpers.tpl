{{- define "bucketwarden.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* The release's name, with that of the chart where it does not say it. */}}
{{- define "bucketwarden.fullname" -}}
{{- $name := include "bucketwarden.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- /* What never changes, for selectors. */}}
{{- define "bucketwarden.selectorLabels" -}}
app.kubernetes.io/name: {{ include "bucketwarden.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "bucketwarden.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "bucketwarden.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "bucketwarden.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "bucketwarden.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "bucketwarden.subjects" -}}
- kind: ServiceAccount
  name: {{ include "bucketwarden.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
{{- end }}

{{- define "bucketwarden.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{- define "bucketwarden.recordNamespace" -}}
{{- default .Release.Namespace .Values.records.namespace }}
{{- end }}

{{- /* What the operator does in each watched namespace. */}}
{{- define "bucketwarden.namespacedRules" -}}
- apiGroups: [bucketwarden.io]
  resources: [s3bucketpolicies]
  verbs: [list, watch]
- apiGroups: [bucketwarden.io]
  resources: [s3bucketpolicies/status]
  verbs: [patch]
# Made by the operator, one for each bucket whose use is tracked.
- apiGroups: [bucketwarden.io]
  resources: [s3bucketaccesses]
  verbs: [get, create, delete]
- apiGroups: [bucketwarden.io]
  resources: [s3bucketaccesses/status]
  verbs: [update]
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- if ne .Values.reports "None" }}
- apiGroups: [{{ eq .Values.reports "OpenReports" | ternary "openreports.io" "wgpolicyk8s.io" }}]
  resources: [{{ eq .Values.reports "OpenReports" | ternary "reports" "policyreports" }}]
  verbs: [get, create, update]
{{- end }}
{{- end }}

{{- /* What the operator does that belongs to no namespace; empty where that is nothing. */}}
{{- define "bucketwarden.clusterRules" -}}
{{- if .Values.requireGrants }}
- apiGroups: [bucketwarden.io]
  resources: [s3bucketgrants]
  verbs: [list, watch]
# A grant chooses namespaces by their labels, and a label that changes may take a grant away.
- apiGroups: [""]
  resources: [namespaces]
  verbs: [list, watch]
{{- end }}
{{- if .Values.page.enabled }}
# Who opens the page, and whether they may see what is on it.
- apiGroups: [authentication.k8s.io]
  resources: [tokenreviews]
  verbs: [create]
- apiGroups: [authorization.k8s.io]
  resources: [subjectaccessreviews]
  verbs: [create]
{{- end }}
{{- end }}

{{- /* Where the certificates to trust come from: inline, configMap, secret, or nothing. */}}
{{- define "bucketwarden.caBundleFrom" -}}
{{- $given := list }}
{{- if .Values.caBundle.inline }}{{ $given = append $given "inline" }}{{ end }}
{{- if .Values.caBundle.configMap.name }}{{ $given = append $given "configMap" }}{{ end }}
{{- if .Values.caBundle.secret.name }}{{ $given = append $given "secret" }}{{ end }}
{{- if gt (len $given) 1 }}
{{- fail (printf "caBundle: give one of inline, configMap.name and secret.name, not %s" (join " and " $given)) }}
{{- end }}
{{- join "" $given }}
{{- end }}

{{- /* Ports of endpoint.url and queues that are not 443, as JSON. */}}
{{- define "bucketwarden.serverPorts" -}}
{{- $ports := list }}
{{- range $url := append .Values.queues .Values.endpoint.url }}
{{- if $url }}
{{- $host := (urlParse $url).host }}
{{- $port := eq (urlParse $url).scheme "http" | ternary 80 443 }}
{{- if regexMatch ":[0-9]+$" $host }}{{ $port = regexFind "[0-9]+$" $host | int }}{{ end }}
{{- if ne (int $port) 443 }}{{ $ports = append $ports (int $port) }}{{ end }}
{{- end }}
{{- end }}
{{- $ports | uniq | toJson }}
{{- end }}
