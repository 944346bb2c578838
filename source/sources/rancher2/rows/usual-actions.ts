// What servers offer by themselves (test/fixtures/rancher2), and what rwatch does by way of Kubernetes' own API.
const names = `backupEtcd changepassword cordon createFromTemplate decode disableMonitoring drain edit editMonitoring
	enableMonitoring evict forceRemove forward image logs move pause redeploy refreshauthprovideraccess remove
	restoreFromEtcdBackup resume rollback rotateCertificates runSecurityScan saveAsTemplate scale scaledown setpassword shell
	stats stopDrain suspend trigger uncordon`;

/** The actions of a server of today, without asking one. */
export const usualActions: readonly string[] = names.split(/\s+/);
