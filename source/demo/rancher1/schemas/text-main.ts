/** Schemas of what people work with, in the notation of `notation.ts`; the fields are those of a 1.3 server. */
export const mainSchemas = `
project projects listed GET GET
	created:date,nf defaultNetworkId:reference[network],nf description:string,cunf,maxLength=1024
	healthState:string,nf,maxLength=128 id:int,nf kind:string,nf,default="user" name:string,cunf
	projectTemplateId:reference[projectTemplate],cnf removed:date,nf
	state:enum,f,maxLength=128,options=activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|restoring|updating-active|updating-inactive|upgrading
	transitioning:enum,,options=yes|no|error transitioningMessage:string,n transitioningProgress:int,n
	uuid:string,nf,maxLength=128 version:string,nf,maxLength=128 members:array[projectMember],cn
	orchestration:string,,default="cattle" virtualMachine:boolean,cu,default=false
	servicesPortRange:servicesPortRange,cun
	@links projectMembers auditLogs credentials instances serviceExposeMaps networks ports serviceConsumeMaps
	instanceLinks ipAddresses storagePools externalEvents subnets projectTemplates images volumeTemplates
	hosts stacks volumes mounts serviceEvents services networkDrivers projectTemplate labels
	healthcheckInstanceHostMaps snapshots certificates backupTargets genericObjects storageDrivers
	physicalHosts containerEvents serviceLogs backups
	@actions restore>account upgrade>account activate>account create>account update>account purge>account
	remove>account deactivate>account setmembers(setProjectMembersInput)>setProjectMembersInput delete
	defaultNetworkId
host hosts listed GET,POST GET,PUT,DELETE standard
	@states activating|active|deactivating|error|erroring|inactive|provisioned|provisioning|purged|purging|registering|removed|removing|requested|restoring|updating-active|updating-inactive
	agentState:string,nf,maxLength=128 computeTotal:int,nf localStorageMb:int,cunf memory:int,cunf
	milliCpu:int,cunf name:string,cunf physicalHostId:reference[physicalHost],nf info:json, hostname:string,cr
	agentIpAddress:string,n instanceIds:array[reference[instance]], labels:map[string],cun
	publicEndpoints:array[publicEndpoint],n dockerVersion:string,cun driver:string,n
	@links healthcheckInstanceHostMaps ipAddresses instances hosts storagePools volumes serviceEvents
	hostLabels physicalHost account clusters containerEvents
	@actions restore provision dockersocket>hostAccess activate create update purge error remove deactivate
	evacuate upgrade delete
stack stacks listed GET,POST GET,PUT,DELETE standard
	@states activating|active|canceled-upgrade|canceling-upgrade|error|erroring|finishing-upgrade|removed|removing|requested|rolling-back|updating-active|upgraded|upgrading
	externalId:string,cunf,maxLength=128 group:string,cunf healthState:string,nf,maxLength=128
	name:string,cunrf,minLength=1,maxLength=63 system:boolean,f,default=false dockerCompose:string,c
	rancherCompose:string,c environment:map[string],c previousExternalId:string,cun
	previousEnvironment:map[string],cun startOnCreate:boolean,cn outputs:map[string],cun binding:binding,cun
	serviceIds:array[reference[service]],n
	@links volumeTemplates volumes services account
	@actions rollback deactivateservices activateservices upgrade(stackUpgrade) addoutputs(addOutputsInput)
	create update exportconfig(composeConfigInput)>composeConfig error cancelupgrade remove finishupgrade
service services listed GET,POST GET,PUT,DELETE standard
	@states activating|active|canceled-upgrade|canceling-upgrade|deactivating|finishing-upgrade|inactive|registering|removed|removing|requested|restarting|rolling-back|updating-active|updating-inactive|upgraded|upgrading
	createIndex:int,nf externalId:string,cnf healthState:string,nf,maxLength=128
	name:string,cunrf,minLength=1,maxLength=63 selectorContainer:string,cunf,maxLength=4096
	selectorLink:string,cunf,maxLength=4096 stackId:reference[stack],cnf system:boolean,f,default=false
	vip:string,cnf scale:int,cu,default=1 currentScale:int, scalePolicy:scalePolicy,cun
	launchConfig:launchConfig,cn upgrade:serviceUpgrade,n
	secondaryLaunchConfigs:array[secondaryLaunchConfig],c metadata:map[json],cun fqdn:string,n
	publicEndpoints:array[publicEndpoint],n retainIp:boolean,cun
	assignServiceIpAddress:boolean,c,default=false startOnCreate:boolean,cn,default=false
	linkedServices:map[reference[service]],n instanceIds:array[reference[instance]],n
	lbConfig:lbTargetConfig,cun
	@links consumedbyservices stack instances storageDrivers consumedservices serviceExposeMaps networkDrivers
	account serviceLogs
	@actions rollback upgrade(serviceUpgrade) restart(serviceRestart) update remove deactivate finishupgrade
	removeservicelink(addRemoveServiceLinkInput) continueupgrade activate
	addservicelink(addRemoveServiceLinkInput) create cancelupgrade setservicelinks(setServiceLinksInput)
loadBalancerService loadBalancerServices listed GET,POST GET,PUT,DELETE standard
	@states activating|active|canceled-upgrade|canceling-upgrade|deactivating|finishing-upgrade|inactive|registering|removed|removing|requested|restarting|rolling-back|updating-active|updating-inactive|upgraded|upgrading
	assignServiceIpAddress:boolean,c,default=false currentScale:int, externalId:string,cnf fqdn:string,n
	healthState:string,nf,maxLength=128 instanceIds:array[reference[instance]],n
	launchConfig:launchConfig,cunr lbConfig:lbConfig,cunr linkedServices:map[reference[service]],n
	metadata:map[json],cun name:string,cunrf,minLength=1,maxLength=63 publicEndpoints:array[publicEndpoint],n
	retainIp:boolean,cun scale:int,cu,default=1 scalePolicy:scalePolicy,cun
	selectorLink:string,cunf,maxLength=4096 stackId:reference[stack],cnf
	startOnCreate:boolean,cn,default=false system:boolean,f,default=false upgrade:serviceUpgrade,n
	vip:string,cnf
	@links consumedbyservices stack instances storageDrivers consumedservices serviceExposeMaps networkDrivers
	account serviceLogs
	@actions rollback>service upgrade(serviceUpgrade)>service restart(serviceRestart)>service update>service
	remove>service deactivate>service finishupgrade>service
	removeservicelink(addRemoveServiceLinkInput)>service continueupgrade>service activate>service
	addservicelink(addRemoveServiceLinkInput)>service create>service cancelupgrade>service
	setservicelinks(setServiceLinksInput)>service
dnsService dnsServices listed GET,POST GET,PUT,DELETE standard
	@states activating|active|canceled-upgrade|canceling-upgrade|deactivating|finishing-upgrade|inactive|registering|removed|removing|requested|restarting|rolling-back|updating-active|updating-inactive|upgraded|upgrading
	assignServiceIpAddress:boolean,c,default=false externalId:string,cnf fqdn:string,n
	healthState:string,nf,maxLength=128 instanceIds:array[reference[instance]],n launchConfig:launchConfig,cn
	linkedServices:map[reference[service]],n metadata:map[json],cun name:string,cunrf,minLength=1,maxLength=63
	retainIp:boolean,cun selectorLink:string,cunf,maxLength=4096 stackId:reference[stack],cnf
	startOnCreate:boolean,cn,default=false system:boolean,f,default=false upgrade:serviceUpgrade,n
	@links consumedbyservices stack instances storageDrivers consumedservices serviceExposeMaps networkDrivers
	account serviceLogs
	@actions rollback>service upgrade(serviceUpgrade)>service restart(serviceRestart)>service update>service
	remove>service deactivate>service finishupgrade>service
	removeservicelink(addRemoveServiceLinkInput)>service continueupgrade>service activate>service
	addservicelink(addRemoveServiceLinkInput)>service create>service cancelupgrade>service
	setservicelinks(setServiceLinksInput)>service
externalService externalServices listed GET,POST GET,PUT,DELETE standard
	@states activating|active|canceled-upgrade|canceling-upgrade|deactivating|finishing-upgrade|inactive|registering|removed|removing|requested|restarting|rolling-back|updating-active|updating-inactive|upgraded|upgrading
	externalId:string,cnf fqdn:string,n healthState:string,nf,maxLength=128
	instanceIds:array[reference[instance]],n launchConfig:launchConfig,cn
	linkedServices:map[reference[service]],n metadata:map[json],cun name:string,cunrf,minLength=1,maxLength=63
	stackId:reference[stack],cnf startOnCreate:boolean,cn,default=false system:boolean,f,default=false
	upgrade:serviceUpgrade,n externalIpAddresses:array[string],cun hostname:string,cun
	healthCheck:instanceHealthCheck,cn
	@links consumedbyservices stack instances storageDrivers consumedservices serviceExposeMaps networkDrivers
	account serviceLogs
	@actions rollback>service upgrade(serviceUpgrade)>service restart(serviceRestart)>service update>service
	remove>service deactivate>service finishupgrade>service continueupgrade>service activate>service
	create>service cancelupgrade>service
instance instances listed GET GET standard
	@states creating|error|erroring|migrating|purged|purging|removed|removing|requested|restarting|restoring|running|starting|stopped|stopping|updating-running|updating-stopped
	externalId:string,nf,maxLength=128 hostId:reference[host],n
	@links credentials instances hosts volumes mounts serviceEvents serviceExposeMaps services ports
	instanceLinks healthcheckInstanceHostMaps targetInstanceLinks instanceLabels account serviceLogs
	@actions updateunhealthy console(instanceConsoleInput)>instanceConsole restore restart deallocate start
	updatereinitializing update purge error remove stop(instanceStop) allocate create updatehealthy migrate
container containers listed GET,POST GET,PUT,DELETE standard
	@states creating|error|erroring|migrating|purged|purging|removed|removing|requested|restarting|restoring|running|starting|stopped|stopping|updating-running|updating-stopped
	createIndex:int,nf externalId:string,nf,maxLength=128 firstRunning:date,nf
	healthState:enum,nf,maxLength=128,options=healthy|unhealthy|updating-healthy|updating-unhealthy|initializing
	hostId:reference[host],n hostname:string,cnf,minLength=1 imageUuid:string,cn mounts:array[mountEntry],
	ports:array[string],cn primaryIpAddress:string, serviceIds:array[reference[service]],n startCount:int,nf
	startOnCreate:boolean,c,default=true system:boolean,f,default=false version:string,f,default="0"
	environment:map[string],c command:array[string],cn primaryNetworkId:reference[network],
	privileged:boolean,c,default=false
	capAdd:array[enum],cn,options=ALL|AUDIT_CONTROL|AUDIT_WRITE|BLOCK_SUSPEND|CHOWN|DAC_OVERRIDE|DAC_READ_SEARCH|FOWNER|FSETID|IPC_LOCK|IPC_OWNER|KILL|LEASE|LINUX_IMMUTABLE|MAC_ADMIN|MAC_OVERRIDE|MKNOD|NET_ADMIN|NET_BIND_SERVICE|NET_BROADCAST|NET_RAW|SETFCAP|SETGID|SETPCAP|SETUID|SYSLOG|SYS_ADMIN|SYS_BOOT|SYS_CHROOT|SYS_MODULE|SYS_NICE|SYS_PACCT|SYS_PTRACE|SYS_RAWIO|SYS_RESOURCE|SYS_TIME|SYS_TTY_CONFIG|WAKE_ALARM
	dns:array[string],cn cpuShares:int,cn tty:boolean,c,default=false lxcConf:map[string],cn
	restartPolicy:restartPolicy,cn labels:map[string],c healthCheck:instanceHealthCheck,cn cpuCount:int,cn
	cpuPercent:int,cn stackId:reference[stack],n serviceId:reference[service],n networkMode:string,cn,default="managed" dataVolumes:array[string],cn
	@links networkContainer credentials instances hosts volumes mounts serviceEvents serviceExposeMaps
	services ports instanceLinks healthcheckInstanceHostMaps registryCredential targetInstanceLinks
	instanceLabels account serviceLogs
	@actions updateunhealthy>instance console(instanceConsoleInput)>instanceConsole restore>instance
	restart>instance deallocate>instance start>instance updatereinitializing>instance update>instance
	purge>instance error>instance remove>instance stop(instanceStop)>instance allocate>instance
	create>instance updatehealthy>instance migrate>instance logs(containerLogs)>hostAccess
	execute(containerExec)>hostAccess proxy(containerProxy)>hostAccess
virtualMachine virtualMachines listed GET,POST GET,PUT,DELETE standard
	@states creating|error|erroring|migrating|purged|purging|removed|removing|requested|restarting|restoring|running|starting|stopped|stopping|updating-running|updating-stopped
	command:array[string],cn cpuCount:int,cn cpuPercent:int,cn cpuShares:int,cn createIndex:int,nf
	dns:array[string],cn externalId:string,nf,maxLength=128 firstRunning:date,nf
	healthCheck:instanceHealthCheck,cn
	healthState:enum,nf,maxLength=128,options=healthy|unhealthy|updating-healthy|updating-unhealthy|initializing
	hostId:reference[host],n hostname:string,cnf,minLength=1 imageUuid:string,cn labels:map[string],c
	mounts:array[mountEntry], networkMode:string,cn,default="managed" ports:array[string],cn
	primaryIpAddress:string, primaryNetworkId:reference[network], restartPolicy:restartPolicy,cn
	serviceIds:array[reference[service]],n startCount:int,nf startOnCreate:boolean,c,default=true
	system:boolean,f,default=false version:string,f,default="0"
	@links credentials instances hosts volumes mounts serviceEvents serviceExposeMaps services ports
	instanceLinks healthcheckInstanceHostMaps registryCredential targetInstanceLinks instanceLabels account
	serviceLogs
	@actions updateunhealthy>instance console(instanceConsoleInput)>instanceConsole restore>instance
	restart>instance deallocate>instance start>instance updatereinitializing>instance update>instance
	purge>instance error>instance remove>instance stop(instanceStop)>instance allocate>instance
	create>instance updatehealthy>instance migrate>instance logs(containerLogs)>hostAccess
	execute(containerExec)>hostAccess proxy(containerProxy)>hostAccess
volume volumes listed GET,POST GET,PUT,DELETE standard
	@states activating|active|creating|deactivating|detached|inactive|purged|purging|registering|removed|removing|requested|restoring|restoring-active|restoring-inactive|reverting-active|reverting-inactive|updating-active|updating-inactive
	accessMode:string,nf externalId:string,nf,maxLength=128 hostId:reference[host],cunf
	imageId:reference[image],nf instanceId:reference[instance],nf name:string,cnrf sizeMb:int,cnf
	stackId:reference[stack],cnf storageDriverId:reference[storageDriver],cf uri:string,nf,maxLength=512
	volumeTemplateId:reference[volumeTemplate],cnf isHostPath:boolean,,default=false driver:string,c
	driverOpts:map[string],cun mounts:array[mountEntry],
	@links snapshots image stack storageDriver instance volumeTemplate storagePools host mounts account
	backups
	@actions restore allocate restorefrombackup(restoreFromBackupInput) deallocate create update purge remove
	reverttosnapshot(revertToSnapshotInput) snapshot(volumeSnapshotInput)>snapshot
`;
