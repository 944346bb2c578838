/** Schemas of the other types that can be listed, in the notation of `notation.ts`. */
export const otherSchemas = `
account accounts listed GET GET
	created:date,nf description:string,cunf,maxLength=1024 id:int,nf kind:string,nf,default="user"
	name:string,cunf removed:date,nf
	state:enum,f,maxLength=128,options=activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|restoring|updating-active|updating-inactive|upgrading
	uuid:string,nf,maxLength=128 version:string,nf,maxLength=128 transitioning:enum,,options=yes|no|error
	transitioningMessage:string,n transitioningProgress:int,n
	@links projectMembers auditLogs credentials instances serviceExposeMaps networks ports serviceConsumeMaps
	instanceLinks ipAddresses storagePools externalEvents subnets projectTemplates images volumeTemplates
	hosts stacks volumes mounts serviceEvents services networkDrivers labels healthcheckInstanceHostMaps
	snapshots certificates backupTargets genericObjects storageDrivers physicalHosts containerEvents
	serviceLogs backups
	@actions restore upgrade activate create update purge remove deactivate
apiKey apiKeys listed GET,POST GET,PUT,DELETE standard
	@states activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|updating-active|updating-inactive
	publicValue:string,nf,maxLength=4096 secretValue:password,nof,maxLength=4096
	@links images instances account
	@actions activate>credential create>credential update>credential purge>credential remove>credential
	deactivate>credential
auditLog auditLogs listed GET GET
	accountId:reference[account],nf
	authType:enum,nrf,options=AdminAuth|BasicAuth|RegistrationToken|TokenAccount|TokenAuth
	authenticatedAsAccountId:reference[account],nf authenticatedAsIdentityId:reference[identity],nf
	clientIp:string,nf created:date,nf description:string,nf,maxLength=1024 eventType:string,nf id:int,nf
	kind:string,nf resourceId:int,nf resourceType:string,nf responseCode:string, requestObject:string,
	responseObject:string,
	@links authenticatedAsAccount account
backup backups listed GET GET,DELETE standard
	@states created|creating|removed|removing|requested
	backupTargetId:reference[backupTarget],nf snapshotId:reference[snapshot],nf uri:string,nf,maxLength=4096
	volumeId:reference[volume],nf
	@links volume account snapshot backupTarget
	@actions create remove
backupTarget backupTargets listed GET,POST GET,DELETE standard
	@states created|creating|removed|removing|requested
	name:string,curf,minLength=1 nfsConfig:nfsConfig,cn
	@links account backups
	@actions create remove
certificate certificates listed GET,POST GET,PUT,DELETE standard
	@states active|creating|removed|removing|requested
	cert:string,curf,maxLength=65535 certChain:string,cunf,maxLength=65535 key:string,curof,maxLength=65535
	name:string,cunrqf certFingerprint:string, CN:string, expiresAt:string, issuer:string, issuedAt:string,
	algorithm:string, version:string, serialNumber:string, keySize:int, subjectAlternativeNames:array[string],
	@links account
	@actions create update remove
credential credentials listed GET GET standard
	@states activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|updating-active|updating-inactive
	publicValue:string,nf,maxLength=4096 secretValue:password,nf,maxLength=4096
	@links images instances account
	@actions activate create update purge remove deactivate
healthcheckInstanceHostMap healthcheckInstanceHostMaps listed GET GET standard
	@states activating|active|removed|removing|requested
	healthState:string,nf,maxLength=128 hostId:reference[host],nf instanceId:reference[instance],nf
	@links instance host account
	@actions create remove
image images listed GET GET standard
	@states activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|restoring|updating-active|updating-inactive
	@links instances storagePools volumes account
	@actions restore activate create update purge remove deactivate
instanceLink instanceLinks listed GET GET,PUT standard
	@states activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|restoring|updating-active|updating-inactive
	instanceId:reference[instance],nf linkName:string,nf targetInstanceId:reference[instance],unf
	@links targetInstance instance account
	@actions restore activate create update purge remove deactivate
ipAddress ipAddresses listed GET GET standard
	@states activating|active|associated|associating|deactivating|disassociating|inactive|purged|purging|registering|removed|removing|requested|restoring|updating-active|updating-inactive
	address:string,nf networkId:reference[network],nf
	@links publicPorts hosts privatePorts account network
	@actions restore activate create update purge remove associate deactivate disassociate
label labels listed GET GET standard
	@states created|creating|removed|removing|requested
	key:string,nf,maxLength=1024 value:string,nf,maxLength=4096
	@links instances hosts account
	@actions create remove
machine machines listed GET,POST GET,PUT,DELETE standard
	@states active|bootstrapping|created|creating|error|erroring|removed|removing|requested|updating
	driver:string,nf externalId:string,nf,maxLength=128 name:string,cunf dockerVersion:string,cun
	labels:map[string],cun
	@links hosts account
	@actions create>physicalHost update>physicalHost bootstrap>physicalHost error>physicalHost
	remove>physicalHost
mount mounts listed GET GET standard
	@states activating|active|deactivating|inactive|removed|removing|requested
	instanceId:reference[instance],nf path:string,nf,maxLength=512 permissions:string,nf,maxLength=128
	volumeId:reference[volume],nf
	@links volume instance account
	@actions create remove deactivate
network networks listed GET,POST GET,PUT,DELETE standard
	@states activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|restoring|updating-active|updating-inactive
	networkDriverId:reference[networkDriver],crf dns:array[string],c dnsSearch:array[string],c
	metadata:map[json],cu subnets:array[subnet],c hostPorts:boolean,c
	@links ipAddresses networkDriver subnets account
	@actions restore activate create update purge remove deactivate
networkDriver networkDrivers listed GET GET standard
	@states activating|active|creating|deactivating|inactive|removed|removing|requested|updating
	serviceId:reference[service],nf defaultNetwork:defaultNetwork,c cniConfig:map[json],c
	networkMetadata:map[json],c
	@links service networks account
	@actions activate create update remove deactivate
physicalHost physicalHosts listed GET GET standard
	@states active|bootstrapping|created|creating|error|erroring|removed|removing|requested|updating
	driver:string,nf,maxLength=128 externalId:string,nf,maxLength=128
	@links hosts account
	@actions create update bootstrap error remove
port ports listed GET GET,PUT standard
	@states activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|restoring|updating-active|updating-inactive
	instanceId:reference[instance],nf privateIpAddressId:reference[ipAddress],nf privatePort:int,nf
	protocol:string,nf,maxLength=128 publicIpAddressId:reference[ipAddress],nf publicPort:int,unf
	bindAddress:string,n
	@links privateIpAddress publicIpAddress instance account
	@actions restore activate create update purge remove deactivate
processInstance processInstances listed GET GET
	id:int,nf endTime:date,nf executionCount:int,nf exitReason:string,nf phase:string,nf priority:int,nf
	processName:string,nf resourceId:string,nf resourceType:string,nf result:string,nf runAfter:date,nf
	runningProcessServerId:string,nf startTime:date,nf
	@actions replay
projectMember projectMembers listed GET GET
	created:date,nf description:string,cunf,maxLength=1024 externalId:string,cnf
	externalIdType:enum,cnf,default="rancher_id",options=rancher_id|ldap_user|ldap_group|openldap_user|openldap_group|azuread_user|azuread_group|github_user|github_org|github_team|shibboleth_user|shibboleth_group
	id:int,nf kind:string,nf name:string,nf projectId:reference[project],f removed:date,nf
	role:enum,cnf,default="member",options=member|owner|readonly|restricted
	state:enum,f,maxLength=128,options=activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|restoring|updating-active|updating-inactive
	uuid:string,nf,maxLength=128 transitioning:enum,,options=yes|no|error transitioningMessage:string,n
	transitioningProgress:int,n
	@links project
	@actions restore activate create update purge remove deactivate
registrationToken registrationTokens listed GET,POST GET standard
	@states activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|updating-active|updating-inactive
	command:string, image:string, token:string, registrationUrl:string,
	@links images instances account
	@actions activate>credential create>credential update>credential purge>credential remove>credential
	deactivate>credential
registry registries listed GET,POST GET,PUT,DELETE standard
	@states activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|restoring|updating-active|updating-inactive
	blockDevicePath:string,n driverName:string,nf externalId:string,nf,maxLength=128
	volumeAccessMode:string,nf volumeCapabilities:array[string],n serverAddress:string,cr,minLength=1
	@links images credentials hosts volumes account
	@actions restore>storagePool activate>storagePool create>storagePool update>storagePool purge>storagePool
	remove>storagePool deactivate>storagePool
registryCredential registryCredentials listed GET,POST GET,PUT,DELETE standard
	@states activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|updating-active|updating-inactive
	publicValue:string,cunf,maxLength=4096 registryId:reference[registry],crf
	secretValue:password,cunof,maxLength=4096 email:string,cur,minLength=1
	@links registry images instances account
	@actions activate>credential create>credential update>credential purge>credential remove>credential
	deactivate>credential
serviceConsumeMap serviceConsumeMaps listed GET GET standard
	@states activating|active|removed|removing|requested|updating-active
	consumedServiceId:reference[service],nf name:string,nf serviceId:reference[service],nf
	ports:array[string],nr
	@links service account consumedService instanceLinks
	@actions create update remove
serviceEvent serviceEvents listed GET GET standard
	@states created|creating|removed|removing|requested
	externalTimestamp:int,nf healthcheckUuid:string,nf hostId:reference[host],nf
	instanceId:reference[instance],nf reportedHealth:string,nf
	@links instance host account
	@actions create remove
serviceExposeMap serviceExposeMaps listed GET GET standard
	@states activating|active|removed|removing|requested
	instanceId:reference[instance],nf ipAddress:string,nf managed:boolean,f serviceId:reference[service],nf
	@links instance service account
	@actions create remove
serviceLog serviceLogs listed GET GET
	accountId:reference[account],nf created:date,nf description:string,cunf,maxLength=1024 endTime:date,nf
	eventType:string,nf id:int,nf instanceId:reference[instance],nf kind:string,nf level:string,nf
	serviceId:reference[service],nf subLog:boolean,f transactionId:string,nf
	@links instance service account
setting settings listed GET GET
	id:int,nf name:string,nf value:string,nf,maxLength=16777215 activeValue:string,
snapshot snapshots listed GET GET,DELETE standard
	@states created|creating|removed|removing|requested
	volumeId:reference[volume],rf
	@links volume account backups
	@actions backup(snapshotBackupInput)>backup create remove
storageDriver storageDrivers listed GET GET standard
	@states activating|active|creating|deactivating|inactive|removed|removing|requested|updating
	serviceId:reference[service],nf
	volumeAccessMode:enum,,default="multiHostRW",options=singleHostRW|singleInstanceRW|multiHostRW
	volumeCapabilities:array[string],n blockDevicePath:string,n scope:enum,,options=local|environment|custom
	@links service storagePools volumes account
	@actions activate create update remove deactivate
storagePool storagePools listed GET GET standard
	@states activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|restoring|updating-active|updating-inactive
	driverName:string,nf externalId:string,nf,maxLength=128 storageDriverId:reference[storageDriver],nf
	volumeAccessMode:string,nf hostIds:array[reference[host]],n blockDevicePath:string,n
	volumeCapabilities:array[string],n volumeIds:array[reference[volume]],n
	@links images storageDriver credentials hosts volumes account
	@actions restore activate create update purge remove deactivate
secret secrets listed GET,POST GET,DELETE standard
	@states active|creating|removed|removing|requested
	name:string,cunrqf value:password,cro,maxLength=1048576
	@links account
	@actions create remove
subscribe subscribe listed GET,POST GET
	eventNames:array[string],cf,minLength=1
volumeTemplate volumeTemplates listed GET,POST GET standard
	@states activating|active|deactivating|inactive|purged|purging|registering|removed|removing|requested|restoring|updating-active|updating-inactive
	driver:string,cnf external:boolean,cf name:string,cunrf perContainer:boolean,cf
	stackId:reference[stack],cnf driverOpts:map[string],cn
	@links stack volumes account
	@actions restore activate create update purge remove deactivate
schema schemas listed GET GET
	collectionActions:map[json],c collectionFields:map[json],c collectionFilters:map[json],c
	collectionMethods:array[string],c includeableLinks:array[string],c pluralName:string,c
	resourceActions:map[json],c resourceFields:map[json],c resourceMethods:array[string],c
`;
