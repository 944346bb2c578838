import {type Explained, situationsOf} from './situation.js';

/** Every node in `test/fixtures/rancher2/more`; `#` is the node itself. */
export const nodes: readonly Explained[] = situationsOf(`
cordoned
	both warning cause: # is cordoned: it takes no new pods
drained
	both warning cause: # is drained: it takes no new pods
draining
	both transitioning cause: # is being drained
kubelet-notready
	asked error cause: # is not ready "container runtime network not ready: Net"
	row error cause: # is in state unavailable "container runtime network not ready: Net"
memorypressure
	asked error cause: # is short of memory "kubelet has insufficient memory availabl"
	row error cause: # is in state error "kubelet has insufficient memory availabl"
notready
	asked error cause: # does not report any more "Kubelet stopped posting node status."
	row error cause: # is in state unavailable "Kubelet stopped posting node status."
ready
`);

/** Everything else. */
export const others: readonly Explained[] = situationsOf(`
cronjob-nightly
deployment-late
	asked error sign: # has fewer pods available than it should have "Deployment does not have minimum availab"
	asked error sign: the roll-out of # has made no progress in time "ReplicaSet "late-79f8494456" has timed o"
	asked error sign: 0 of 1 pods of # are ready
	row error sign: # is in state error "ReplicaSet "late-79f8494456" has timed o"
deployment-needs-cpu
	asked error sign: # has fewer pods available than it should have "Deployment does not have minimum availab"
	asked warning sign: 0 of 1 pods of # are ready
	row transitioning sign: # is in state updating, and stuck "Deployment does not have minimum availab"
deployment-too-big
	asked error cause: # cannot make its pods "Pod "too-big-5f58b57d5-qnwc6" is invalid"
	asked error consequence: # has fewer pods available than it should have "Deployment does not have minimum availab"
	asked error consequence: 0 of 1 pods of # are ready
	row error sign: # is in state error "Pod "too-big-5f58b57d5-qnwc6" is invalid"
deployment-too-many
	asked error cause: # cannot make its pods "pods "too-many-6d454f48b-8rdfj" is forbi"
	asked error consequence: # has fewer pods available than it should have "Deployment does not have minimum availab"
	asked error consequence: 2 of 4 pods of # are ready
	row error sign: # is in state error "pods "too-many-6d454f48b-8rdfj" is forbi"
deployment-web
edit-get-deployment
job-done
job-fails
	asked error sign: # failed: BackoffLimitExceeded "Job has reached the specified backoff li"
	asked warning sign: event BackoffLimitExceeded of #
	row error sign: # is in state error "Job has reached the specified backoff li"
job-slow
	asked error cause: # failed: DeadlineExceeded "Job was active longer than specified dea"
	asked warning sign: event DeadlineExceeded of #
	row error sign: # is in state error "Job was active longer than specified dea"
metrics-apiservice-unavailable
	asked transitioning cause: #: condition Available is False (FailedDiscoveryCheck) "failing or missing response from https:/"
	row transitioning sign: # is in state updating, and stuck "failing or missing response from https:/"
namespace-leaving
	both transitioning sign: # is in state terminating, and stuck
namespace-leaving-configmap
	asked warning sign: something is left in # "Some resources are remaining: configmaps"
	asked warning cause: finalizers hold what is in # "Some content in the namespace has finali"
	row transitioning sign: # is in state terminating "Some content in the namespace has finali"
pdb-guarded
persistentvolumeclaim-data
	both transitioning sign: # is in state pending
reader-get-deployment-links
resourcequota-small
`);
