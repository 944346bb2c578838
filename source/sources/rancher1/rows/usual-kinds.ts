import type {Kind} from '../../../model/kind.js';
import {firstKinds, projectKind, virtualMachineKind} from './kinds.js';

// What a server of 1.6 lists, to a key of an environment and to an administrator; their columns only the server knows.
const listed = `account agent apiKey auditLog backup backupTarget certificate composeProject composeService
	configItemStatus containerEvent credential dnsService externalDnsEvent externalEvent externalHostEvent externalService
	externalServiceEvent externalStoragePoolEvent externalVolumeEvent genericObject healthcheckInstanceHostMap hostTemplate
	identity image instance instanceLink ipAddress kubernetesService kubernetesStack label loadBalancerService machine
	machineDriver mount network networkDriver networkDriverService networkPolicyRuleWithin password physicalHost port
	processExecution processInstance processPool projectMember projectTemplate pullTask region register registrationToken
	registry registryCredential scheduledUpgrade secret serviceConsumeMap serviceEvent serviceExposeMap serviceLog
	serviceProxy setting snapshot storageDriver storageDriverService storagePool subnet task volumeTemplate`;

const pluralOf = (name: string): string => {
	if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
	return /(?:s|x|ss)$/.test(name) ? `${name}es` : `${name}s`;
};

/** The kinds of a server of today, without asking one. */
export const usualKinds: readonly Kind[] = [
	...firstKinds,
	virtualMachineKind,
	projectKind,
	...listed.split(/\s+/).map(name => ({
		name,
		plural: pluralOf(name),
		aliases: [],
		columns: [],
		main: false,
		mainStates: null,
		children: [],
	})),
];
