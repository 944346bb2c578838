/** Every recorded answer that is an error, with the beginning of what it is reported as. A 401 is one of credentials. */
export const refusals: readonly (readonly [file: string, words: string])[] = [
	['error-401.http', 'HTTP 401 Unauthorized 401: must authenticate'],
	['error-404-object.http', 'HTTP 404 pods "nosuch" not found'],
	['error-404-type.http', 'HTTP 404'],
	['list-nodes-422.http', 'HTTP 422 column is invalid [metadata.namespace]: supplied column is invalid'],
	['more/cluster-token-on-v3-401.http', 'HTTP 401 Unauthorized 401: must authenticate'],
	['more/delete-foreground-raw.http', 'HTTP 404 deployments.apps "nosuch" not found'],
	['more/delete-pod-force-steve-after.http', 'HTTP 404 pods "lingers2" not found'],
	[
		'more/edit-admission-refused-422.raw.http',
		"HTTP 422 deployments.apps \"web\" is forbidden: ValidatingAdmissionPolicy 'no-latest' with binding 'no-latest' denied request: image",
	],
	[
		'more/edit-admission-refused-422.steve.http',
		"HTTP 422 deployments.apps \"web\" is forbidden: ValidatingAdmissionPolicy 'no-latest' with binding 'no-latest' denied request: image",
	],
	[
		'more/edit-admission-webhook-down-500.raw.http',
		'HTTP 500 Internal error occurred: failed calling webhook "gone.rig.example.com": failed to call webhook: Post "https://127.0.0.1:9',
	],
	[
		'more/edit-admission-webhook-down-500.steve.http',
		'HTTP 500 Internal error occurred: failed calling webhook "gone.rig.example.com": failed to call webhook: Post "https://127.0.0.1:9',
	],
	[
		'more/edit-apply-conflict-409.raw.http',
		'HTTP 409 Apply failed with 2 conflicts: conflicts with "kubectl-client-side-apply" using apps/v1: - .spec.replicas conflicts with ',
	],
	['more/edit-patch-dryrun-merge.steve.http', 'HTTP 404 the server could not find the requested resource'],
	[
		'more/edit-patch-dryrun-strategic.steve.http',
		'HTTP 404 the server could not find the requested resource',
	],
	['more/edit-patch-json-patch.steve.http', 'HTTP 404 the server could not find the requested resource'],
	[
		'more/edit-put-422.raw.http',
		'HTTP 422 Deployment.apps "web" is invalid: [spec.replicas: Invalid value: -3: must be greater than or equal to 0, spec.template.sp',
	],
	[
		'more/edit-put-422.steve.http',
		'HTTP 422 Deployment.apps "web" is invalid: [spec.replicas: Invalid value: -3: must be greater than or equal to 0, spec.template.sp',
	],
	[
		'more/edit-put-immutable-422.raw.http',
		'HTTP 422 Deployment.apps "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable',
	],
	[
		'more/edit-put-stale-409.raw.http',
		'HTTP 409 Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the l',
	],
	[
		'more/edit-put-stale-409.steve.http',
		'HTTP 409 Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the l',
	],
	[
		'more/edit-put-unknown-field-strict-400.raw.http',
		'HTTP 400 Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replcas"',
	],
	['more/edit-put-without-revision.steve.http', 'HTTP 500 metadata.resourceVersion is required for update'],
	[
		'more/edit-put-wrong-type-400.raw.http',
		'HTTP 400 Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field Deployme',
	],
	[
		'more/edit-quota-403.raw.http',
		'HTTP 403 pods "x" is forbidden: exceeded quota: small, requested: pods=1, used: pods=2, limited: pods=2',
	],
	['more/evict-404.http', 'HTTP 404 pods "nosuch" not found'],
	['more/evict-429.http', "HTTP 429 Cannot evict pod as it would violate the pod's disruption budget."],
	[
		'more/evict-by-steve.http',
		'HTTP 422 Pod "guarded-7d58c5f48b-wjxl6" is invalid: spec.containers: Required value',
	],
	['more/exec-v5-nosuch-container.txt', 'HTTP 400 container nope is not valid for pod web-88f665977-kls2t'],
	['more/expired-token-401.http', 'HTTP 401 Unauthorized 401: must authenticate'],
	['more/expired-token-401.raw.http', 'HTTP 401 Unauthorized'],
	['more/expired-token-401.steve.http', 'HTTP 401 Unauthorized 401: must authenticate'],
	['more/get-forced-pod-404.http', 'HTTP 404 pods "lingers" not found'],
	['more/ghost-by-id-404.steve.http', 'HTTP 404 pods "g-1" not found'],
	['more/ghost-delete-404.steve.http', 'HTTP 404 pods "g-1" not found'],
	[
		'more/list-events-filter-name-422.http',
		'HTTP 422 column is invalid [involvedObject.name]: supplied column is invalid',
	],
	['more/list-events-filter-type-422.http', 'HTTP 422 column is invalid [type]: supplied column is invalid'],
	[
		'more/list-events-sort-lasttimestamp-422.http',
		'HTTP 422 column is invalid [lastTimestamp]: supplied column is invalid',
	],
	['more/login-wrong-password.http', 'HTTP 401 authentication failed'],
	['more/metrics-node-without-404.raw.http', 'HTTP 404 nodemetrics.metrics.k8s.io "worker-3" not found'],
	['more/metrics-not-installed-group-404.raw.http', 'HTTP 404 page not found'],
	['more/metrics-not-installed-nodes-404.raw.http', 'HTTP 404 page not found'],
	['more/metrics-not-installed.steve.http', 'HTTP 404'],
	['more/metrics-pod-without-404.raw.http', 'HTTP 404 pods "needs-cpu-7db59bb88b-8w2wr" not found'],
	[
		'more/metrics-pods-watch-405.raw.http',
		'HTTP 405 watch is not supported on resources of kind "pods.metrics.k8s.io"',
	],
	['more/metrics-unavailable-503.raw.http', 'HTTP 503 service unavailable'],
	['more/portforward-plain-get.txt', 'HTTP 500 invalid upgrade response: status code 200'],
	['more/portforward-ws-no-ports.txt', 'HTTP 400 query parameter "port" is required'],
	[
		'more/portforward-ws-node-lost.txt',
		'HTTP 500 error dialing backend: dial tcp 10.0.0.13:26253: connect: connection refused',
	],
	['more/portforward-ws-nosuch.txt', 'HTTP 404 pods "nosuch" not found'],
	[
		'more/portforward-ws-pending.txt',
		'HTTP 400 pod needs-cpu-7db59bb88b-8w2wr does not have a host assigned',
	],
	['more/portforward-ws-portforward.txt', 'HTTP 403'],
	['more/portforward-ws-v2.portforward.txt', 'HTTP 403'],
	['more/portforward-ws-v5.channel.txt', 'HTTP 403'],
	['more/reader-delete-403.steve.http', 'HTTP 403 Method DELETE not supported; this user lacks the right'],
	[
		'more/reader-edit-403.raw.http',
		'HTTP 403 deployments.apps "web" is forbidden: User "u-b8c8r" cannot patch resource "deployments" in API group "apps" in the namesp',
	],
	['more/reader-edit-403.steve.http', 'HTTP 403 Method PUT not supported; this user lacks the right'],
	[
		'more/reader-evict-403.raw.http',
		'HTTP 403 pods "web-88f665977-kls2t" is forbidden: User "u-b8c8r" cannot create resource "pods/eviction" in API group "" in the nam',
	],
	[
		'more/reader-metrics-403.raw.http',
		'HTTP 403 nodes.metrics.k8s.io is forbidden: User "u-b8c8r" cannot list resource "nodes" in API group "metrics.k8s.io" at the clust',
	],
	[
		'more/reader-partial-list-all-403.raw.http',
		'HTTP 403 pods is forbidden: User "u-b8c8r" cannot list resource "pods" in API group "" at the cluster scope; this user lacks the right',
	],
	['more/session-after-logout-401.http', 'HTTP 401 Unauthorized 401: must authenticate'],
	['readonly-nodes.http', 'HTTP 404'],
	['readonly-secrets.http', 'HTTP 404'],
];
