// What the schemas of a 1.6 declare for rows that are shown (test/fixtures/rancher1), and what they take besides.
const names = `activate activateservices addoutputs addservicelink associate backup cancelrollback cancelupgrade changesecret
	continueupgrade deactivate deactivateservices disassociate disconnect edit evacuate execute exportconfig finishupgrade
	logs purge reactivate reconnect remove removeservicelink replay restart restorefrombackup reverttosnapshot rollback scale
	setlabels setmembers setservicelinks snapshot start stats stop upgrade`;

/** The actions of a server of today, without asking one. */
export const usualActions: readonly string[] = names.split(/\s+/);
