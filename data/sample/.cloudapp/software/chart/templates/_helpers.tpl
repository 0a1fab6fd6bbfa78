{{- define "hello.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{- define "hello.image" -}}
{{ printf "%s/%s" .root.Values.registry.server (index .root.Values.images .name) }}
{{- end }}

{{- define "hello.pullSecret" -}}
{{- $auth := printf "%s:%s" .username .password | b64enc -}}
{{- printf `{"auths":{"%s":{"username":"%s","password":"%s","auth":"%s"}}}` .server .username .password $auth | b64enc -}}
{{- end }}
