import {type Explained, situationsOf} from './situation.js';

/** Every pod in `test/fixtures/rancher2/more`; `#` is the pod itself. */
export const pods: readonly Explained[] = situationsOf(`
badname
	asked error cause: container app of # has an image name that is not valid "Failed to apply default image tag "UPPER"
	asked warning sign: event InspectFailed of #, 26 times within 5m
	row error cause: # has an image name that is not valid "Failed to apply default image tag "UPPER"
crash-error
	asked error cause: container app of # ended with exit code 1 "panic: cannot open /etc/app/config.yaml:"
	row error cause: # is in state error "panic: cannot open /etc/app/config.yaml:"
crash
	asked error cause: container app of # ends over and over with exit code 1, restarted 6 times "panic: cannot open /etc/app/config.yaml:" "back-off 5m0s restarting failed containe"
	asked warning sign: event BackOff of #, 26 times within 6m "Back-off restarting failed container app"
	row error cause: # has a container that ends over and over "panic: cannot open /etc/app/config.yaml:"
done
evicted
	both error cause: # was evicted from its node "The node was low on resource: memory. Th"
	asked warning sign: event Evicted of #
fails
	asked error cause: container app of # ended with exit code 1 "import failed at line 7"
	row error cause: # is in state error "import failed at line 7 (exit code 1)"
held
	asked error cause: # is being deleted, and held by the finalizer rig.example.com/never
	row transitioning cause: # is in state terminating, and stuck "held by finalizer rig.example.com/never"
initfail-init02
	asked transitioning sign: init container wait of # has not been started yet
	row transitioning sign: # is in state init:0/2 "containers with incomplete status: [wait"
initfail-init12
	asked transitioning sign: init container migrate of # has not been started yet
	row transitioning sign: # is in state init:1/2 "containers with incomplete status: [migr"
initfail-initerror
	asked error cause: init container migrate of # ended with exit code 3 "migration 42 failed: relation users exis"
	row error cause: # is in state init:Error "migration 42 failed: relation users exis"
initfail
	asked error cause: init container migrate of # ends over and over with exit code 3, restarted 6 times "migration 42 failed: relation users exis" "back-off 5m0s restarting failed containe"
	row error cause: # has a container that ends over and over "migration 42 failed: relation users exis"
leaving-kept
	asked error cause: # is being deleted, and held by the finalizer rig.example.com/never
	asked warning sign: event MissingClusterDNS of #, 17 times within 3m "pod: "kept_leaving(2943cb7a-e294-4ced-82"
	row transitioning cause: # is in state terminating, and stuck "held by finalizer rig.example.com/never"
lingers
	asked transitioning sign: # is being deleted
	row transitioning sign: # is in state terminating, and stuck
liveness
	asked error cause: a liveness probe of # fails "Liveness probe failed: cannot reach the "
	asked error cause: container app of # ends over and over with exit code 0, restarted 7 times "back-off 5m0s restarting failed containe"
	asked warning sign: event BackOff of #, 24 times within 5m "Back-off restarting failed container app"
	asked warning sign: event Unhealthy of #, 18 times within 114s
	row error cause: # has a container that ends over and over "exit code 0; back-off 5m0s restarting fa"
needs-affinity
	both error cause: no node takes # "0/7 nodes are available: 1 node(s) were "
needs-cpu
	both error cause: no node takes # "0/7 nodes are available: 1 node(s) were "
	asked warning sign: event FailedScheduling of # "0/7 nodes are available: 1 node(s) were "
needs-label
	both error cause: no node takes # "0/7 nodes are available: 1 node(s) were "
	asked warning sign: event FailedScheduling of # "0/7 nodes are available: 1 node(s) were "
needs-taint
	both error cause: no node takes # "0/7 nodes are available: 1 node(s) were "
needs-volume
	both error cause: no node takes # "0/7 nodes are available: pod has unbound"
nocommand-runcontainererror
	asked error cause: container app of # cannot be started "failed to create containerd task: failed"
	row error cause: # has a container that cannot be started "failed to create containerd task: failed"
nocommand
	asked error cause: container app of # cannot be started, restarted 37 times "failed to create containerd task: failed"
	row error cause: # has a container that cannot be started "failed to create containerd task: failed"
noconfig
	asked error cause: container app of # cannot be configured "configmap "app-settings" not found"
	row error cause: # has a container that cannot be configured "configmap "app-settings" not found"
nosecretkey
	asked error cause: container app of # cannot be configured "secret "app-secret" not found"
	row error cause: # has a container that cannot be configured "secret "app-secret" not found"
novolume
	asked error cause: a volume of # cannot be mounted "MountVolume.SetUp failed for volume "v" "
	asked transitioning sign: container app of # has not been started yet
	asked warning sign: event FailedMount of #, 12 times within 8m
	row transitioning sign: # is in state containerCreating, and stuck "containers with unready status: [app]"
on-lost-node-terminating
	asked transitioning sign: # is being deleted "Taint manager: deleting due to NoExecute"
	asked warning sign: event NodeNotReady of # "Node is not ready"
	row transitioning sign: # is in state terminating, and stuck "Taint manager: deleting due to NoExecute"
once
	asked error cause: container app of # ended with exit code 1
	row error cause: # is in state error "exit code 1"
oom-oomkilled
	asked error cause: container app of # was killed for using more memory than its limit of 128Mi
	row error cause: # was killed for using too much memory "OOMKilled (exit code 137)"
oom
	asked error cause: container app of # is killed for using more memory than its limit of 128Mi, restarted 6 times "back-off 5m0s restarting failed containe"
	asked warning sign: event BackOff of #, 26 times within 6m "Back-off restarting failed container app"
	row error cause: # has a container that ends over and over "OOMKilled (exit code 137); back-off 5m0s"
private
	asked error cause: container app of # cannot pull its image registry.example.com/shop/private:1 "Back-off pulling image "registry.example"
	row error cause: # cannot pull an image "Back-off pulling image "registry.example"
pull-containercreating
	asked transitioning sign: container app of # has not been started yet
	row transitioning sign: # is in state containerCreating "containers with unready status: [app]"
pull-errimagepull
	asked error cause: container app of # cannot pull its image registry.example.com/shop/broken:9.9 "rpc error: code = NotFound desc = failed"
	row error cause: # cannot pull an image "rpc error: code = NotFound desc = failed"
pull
	asked error cause: container app of # cannot pull its image registry.example.com/shop/broken:9.9 "Back-off pulling image "registry.example"
	row error cause: # cannot pull an image "Back-off pulling image "registry.example"
readiness
	asked warning cause: container app of # is running but not ready: it has not passed its readiness probe
	row transitioning sign: # is in state running, and stuck "containers with unready status: [app]"
segv
	asked error cause: container app of # ends over and over with exit code 139 (SIGSEGV), restarted 6 times "back-off 5m0s restarting failed containe"
	row error cause: # has a container that ends over and over "exit code 139; back-off 5m0s restarting "
slowpull
	asked transitioning sign: container app of # has not been started yet
	row transitioning sign: # is in state containerCreating, and stuck "containers with unready status: [app]"
startup
	asked warning cause: container app of # is running but not ready: it has not passed its startup probe "Startup probe failed: cannot reach the d"
	asked warning sign: event Unhealthy of #, 102 times within 5m
	row transitioning sign: # is in state running, and stuck "containers with unready status: [app]"
two
	asked error cause: container app of # ends over and over with exit code 1, restarted 6 times "back-off 5m0s restarting failed containe"
	row error cause: # has a container that ends over and over "exit code 1; back-off 5m0s restarting fa"
web
`);
