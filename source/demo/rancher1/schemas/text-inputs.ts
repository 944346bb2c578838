/** Schemas of what actions take and give and of values within resources, in the notation of `notation.ts`. */
export const inputSchemas = `
addOutputsInput addOutputsInputs unlisted - GET
	outputs:map[string],cr
addRemoveServiceLinkInput addRemoveServiceLinkInputs unlisted POST GET
	serviceLink:serviceLink,cr
composeConfig composeConfigs unlisted - GET
	dockerComposeConfig:string, rancherComposeConfig:string,
composeConfigInput composeConfigInputs unlisted POST GET
	serviceIds:array[reference[service]],cn
containerExec containerExecs unlisted POST GET
	attachStdin:boolean,c,default=true attachStdout:boolean,c,default=true command:array[string],cr
	tty:boolean,c,default=true
containerLogs containerLogses unlisted POST GET
	follow:boolean,c,default=true lines:int,cn,min=0,default=100 since:string,c,default=""
	timestamps:boolean,c,default=true
containerProxy containerProxys unlisted POST GET
	port:int,cn,min=0,default=80 scheme:enum,c,default="http",options=http|https
hostAccess hostAccesses unlisted - GET
	token:string, url:string,
inServiceUpgradeStrategy inServiceUpgradeStrategys unlisted POST GET
	batchSize:int,cn,min=1,default=1 intervalMillis:int,cn,min=100,default=2000 launchConfig:launchConfig,cn
	previousLaunchConfig:launchConfig,n previousSecondaryLaunchConfigs:array[secondaryLaunchConfig],
	secondaryLaunchConfigs:array[secondaryLaunchConfig],c startFirst:boolean,c,default=false
instanceConsole instanceConsoles unlisted - GET
	url:string, kind:string, password:string,
instanceConsoleInput instanceConsoleInputs unlisted - GET
instanceHealthCheck instanceHealthChecks unlisted POST GET
	healthyThreshold:int,cn initializingTimeout:int,cn interval:int,cn name:string,cun
	port:int,cnr,min=1,max=65535 recreateOnQuorumStrategyConfig:recreateOnQuorumStrategyConfig,cn
	reinitializingTimeout:int,cn requestLine:string,cn responseTimeout:int,cn
	strategy:enum,cn,default="recreate",options=none|recreate|recreateOnQuorum unhealthyThreshold:int,cn
instanceStop instanceStops unlisted POST GET
	remove:boolean,c timeout:int,c
launchConfig launchConfigs unlisted POST GET,PUT
	accountId:reference[account],nf
	capAdd:array[enum],cn,options=ALL|AUDIT_CONTROL|AUDIT_WRITE|BLOCK_SUSPEND|CHOWN|DAC_OVERRIDE|DAC_READ_SEARCH|FOWNER|FSETID|IPC_LOCK|IPC_OWNER|KILL|LEASE|LINUX_IMMUTABLE|MAC_ADMIN|MAC_OVERRIDE|MKNOD|NET_ADMIN|NET_BIND_SERVICE|NET_BROADCAST|NET_RAW|SETFCAP|SETGID|SETPCAP|SETUID|SYSLOG|SYS_ADMIN|SYS_BOOT|SYS_CHROOT|SYS_MODULE|SYS_NICE|SYS_PACCT|SYS_PTRACE|SYS_RAWIO|SYS_RESOURCE|SYS_TIME|SYS_TTY_CONFIG|WAKE_ALARM
	command:array[string],cn cpuCount:int,cn cpuPercent:int,cn cpuShares:int,cn createIndex:int,nf
	created:date,nf dataVolumes:array[string],cn description:string,cunf,maxLength=1024 dns:array[string],cn
	environment:map[string],c externalId:string,nf,maxLength=128 firstRunning:date,nf
	healthCheck:instanceHealthCheck,cn
	healthState:enum,nf,maxLength=128,options=healthy|unhealthy|updating-healthy|updating-unhealthy|initializing
	hostId:reference[host],n hostname:string,cnf,minLength=1 id:int,nf imageUuid:string,cn
	kind:enum,cnf,default="container",options=container|virtualMachine labels:map[string],c
	lxcConf:map[string],cn mounts:array[mountEntry], networkMode:string,cn,default="managed"
	ports:array[string],cun primaryIpAddress:string, primaryNetworkId:reference[network],
	privileged:boolean,c,default=false removed:date,nf serviceIds:array[reference[service]],n
	startCount:int,nf startOnCreate:boolean,c,default=true
	state:enum,f,maxLength=128,options=creating|error|erroring|migrating|purged|purging|removed|removing|requested|restarting|restoring|running|starting|stopped|stopping|updating-running|updating-stopped
	system:boolean,f,default=false transitioning:enum,,options=yes|no|error transitioningMessage:string,n
	transitioningProgress:int,n tty:boolean,c,default=false uuid:string,nf,maxLength=128
	version:string,f,default="0" networkLaunchConfig:string,cn
lbConfig lbConfigs unlisted POST GET
	config:string,cn portRules:array[portRule],c certificateIds:array[reference[certificate]],cn
	defaultCertificateId:reference[certificate],cn stickinessPolicy:loadBalancerCookieStickinessPolicy,cn
mountEntry mountEntrys unlisted - GET
	instanceId:reference[instance], instanceName:string, path:string, volumeId:reference[volume],
	volumeName:string,
portRule portRules unlisted POST GET
	backendName:string,cn hostname:string,cn path:string,cn priority:int,cn,min=1
	protocol:enum,c,default="http",options=http|tcp|https|tls|sni|udp selector:string,cn
	serviceId:reference[service],cn sourcePort:int,cnr,min=1,max=65535 targetPort:int,cn,min=1,max=65535
publicEndpoint publicEndpoints unlisted - GET
	hostId:reference[host], instanceId:reference[instance], ipAddress:string, port:int,n
	serviceId:reference[service],
restartPolicy restartPolicys unlisted POST GET
	maximumRetryCount:int,c name:string,cu
restoreFromBackupInput restoreFromBackupInputs unlisted - GET
	backupId:reference[backup],cr
revertToSnapshotInput revertToSnapshotInputs unlisted - GET
	snapshotId:reference[snapshot],cr
rollingRestartStrategy rollingRestartStrategys unlisted POST GET
	batchSize:int,cn,min=1,default=1 intervalMillis:int,cn,min=100,default=2000
scalePolicy scalePolicys unlisted - GET
	increment:int,cn,min=1,default=1 max:int,cn,min=1,default=1 min:int,cnr,min=1,default=1
secondaryLaunchConfig secondaryLaunchConfigs unlisted POST GET,PUT standard
	@states creating|error|erroring|migrating|purged|purging|removed|removing|requested|restarting|restoring|running|starting|stopped|stopping|updating-running|updating-stopped
	capAdd:array[enum],cn,options=ALL|AUDIT_CONTROL|AUDIT_WRITE|BLOCK_SUSPEND|CHOWN|DAC_OVERRIDE|DAC_READ_SEARCH|FOWNER|FSETID|IPC_LOCK|IPC_OWNER|KILL|LEASE|LINUX_IMMUTABLE|MAC_ADMIN|MAC_OVERRIDE|MKNOD|NET_ADMIN|NET_BIND_SERVICE|NET_BROADCAST|NET_RAW|SETFCAP|SETGID|SETPCAP|SETUID|SYSLOG|SYS_ADMIN|SYS_BOOT|SYS_CHROOT|SYS_MODULE|SYS_NICE|SYS_PACCT|SYS_PTRACE|SYS_RAWIO|SYS_RESOURCE|SYS_TIME|SYS_TTY_CONFIG|WAKE_ALARM
	command:array[string],cn cpuCount:int,cn cpuPercent:int,cn cpuShares:int,cn createIndex:int,nf
	dataVolumes:array[string],cn dns:array[string],cn environment:map[string],c
	externalId:string,nf,maxLength=128 firstRunning:date,nf healthCheck:instanceHealthCheck,cn
	healthState:enum,nf,maxLength=128,options=healthy|unhealthy|updating-healthy|updating-unhealthy|initializing
	hostId:reference[host],n hostname:string,cnf,minLength=1 imageUuid:string,cn labels:map[string],c
	lxcConf:map[string],cn mounts:array[mountEntry], name:string,crf,minLength=1,maxLength=63
	networkLaunchConfig:string,cn networkMode:string,cn,default="managed" ports:array[string],cun
	primaryIpAddress:string, primaryNetworkId:reference[network], privileged:boolean,c,default=false
	serviceIds:array[reference[service]],n startCount:int,nf startOnCreate:boolean,c,default=true
	system:boolean,f,default=false tty:boolean,c,default=false version:string,f,default="0"
serviceLink serviceLinks unlisted POST GET
	name:string,cn serviceId:reference[service],cr uuid:string,
serviceRestart serviceRestarts unlisted POST GET
	rollingRestartStrategy:rollingRestartStrategy,cr
serviceUpgrade serviceUpgrades unlisted POST GET
	inServiceStrategy:inServiceUpgradeStrategy,cn toServiceStrategy:toServiceUpgradeStrategy,cn
serviceUpgradeStrategy serviceUpgradeStrategys unlisted - GET
	batchSize:int,cn,min=1,default=1 intervalMillis:int,cn,min=100,default=2000
setProjectMembersInput setProjectMembersInputs unlisted POST GET
	members:array[projectMember],cr,minLength=1
setServiceLinksInput setServiceLinksInputs unlisted POST GET
	serviceLinks:array[serviceLink],cn
snapshotBackupInput snapshotBackupInputs unlisted - GET
	backupTargetId:reference[backupTarget],crf name:string,cnf
	@links backupTarget
stackUpgrade stackUpgrades unlisted POST GET
	dockerCompose:string,c rancherCompose:string,c externalId:string,c environment:map[string],c
statsAccess statsAccesses unlisted - GET
	token:string, url:string,
targetPortRule targetPortRules unlisted POST GET
	backendName:string,cn hostname:string,cn path:string,cn targetPort:int,cnr,min=1,max=65535
toServiceUpgradeStrategy toServiceUpgradeStrategys unlisted POST GET
	batchSize:int,cn,min=1,default=1 finalScale:int,cn,min=1,default=1
	intervalMillis:int,cn,min=100,default=2000 toServiceId:reference[service],c updateLinks:boolean,c
volumeSnapshotInput volumeSnapshotInputs unlisted - GET
	name:string,c
binding bindings unlisted POST GET,PUT
	services:map[serviceBinding],c
serviceBinding serviceBindings unlisted POST GET,PUT
	labels:map[string],c ports:array[string],c
`;
