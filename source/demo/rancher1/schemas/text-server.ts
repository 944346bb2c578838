/** Schemas of what belongs to the server, and of types whose objects go by another type, in the notation of `notation.ts`. */
export const serverSchemas = `
activeSetting settings unlisted - GET
	name:string, activeValue:string, inDb:boolean, source:string, value:string,
agent agents listed GET GET,PUT standard
	@states activating|active|deactivating|disconnected|disconnecting|finishing-reconnect|inactive|reconnected|reconnecting|registering|removed|removing|requested
	externalId:string,n managedConfig:boolean, uri:string,n
	@links hosts account
	@actions activate create update remove deactivate disconnect reconnect
composeProject composeProjects listed GET,POST GET,PUT,DELETE standard
	@states activating|active|error|erroring|removed|removing|requested
	externalId:string,cunf group:string,cunf healthState:string,nf name:string,cnr
	serviceIds:array[reference[service]],n system:boolean, templates:map[string],cnr
	@links instances hosts volumes services account
	@actions create>stack error>stack remove>stack
externalEvent externalEvents listed GET GET
	accountId:reference[account],nf created:date,nf eventType:string,nf externalId:string,nf id:int,nf
	kind:string,nf reportedAccountId:reference[account],nf state:enum,f,options=created|creating|removed
	uuid:string,nf transitioning:enum,,options=yes|no|error transitioningMessage:string,n
	@links account
	@actions create remove
externalHostEvent externalHostEvents listed GET,POST GET
	accountId:reference[account],nf created:date,nf eventType:string,cnf externalId:string,nf id:int,nf
	kind:string,nf state:enum,f,options=created|creating|removed uuid:string,nf
	transitioning:enum,,options=yes|no|error transitioningMessage:string,n hostLabel:string,cn
	hostId:reference[host],cn deleteHost:boolean,c
	@links account
	@actions create>externalEvent remove>externalEvent
identity identities listed GET GET
	all:string,cn externalId:string,cr externalIdType:string,cr id:string,n login:string,cn name:string,cn
	profilePicture:string,cn profileUrl:string,cn projectId:reference[project],cn role:string,cn user:boolean,n
kubernetesStack kubernetesStacks listed GET,POST GET,PUT,DELETE standard
	@states activating|active|error|erroring|removed|removing|requested|upgraded|upgrading
	externalId:string,cunf group:string,cunf healthState:string,nf name:string,cnr namespace:string,cr
	serviceIds:array[reference[service]],n system:boolean, templates:map[string],cn
	@links instances hosts volumes services account
	@actions create>stack error>stack remove>stack upgrade>kubernetesStack
processExecution processExecutions listed GET GET
	created:date,nf id:int,nf log:json,n processInstanceId:reference[processInstance],nf uuid:string,nf
processPool processPools listed GET GET
	activeTasks:int, completedTasks:int, maxPoolSize:int, minPoolSize:int, name:string, poolSize:int,
	queueRemainingCapacity:int, queueSize:int, rejectedTasks:int,
task tasks listed GET GET
	name:string,nf
	@actions execute
`;
