// Calls that programs make all the time to look around: shown only when asked for. The idea and much of the list are
// SaltGUI's (panels/Jobs.js). rwatch's own polls are all among them.
const internal =
	/^(?:saltutil\.(?:find_job|running)|grains\.items|mine\.(?:update|send)|sys\.(?:doc|list_functions)|event\.fire|runner\.(?:jobs|manage|cache)\..*|wheel\.(?:key\.(?:list_all|list|finger|name_match)|minions\.connected|config\.values))$/;

/** True for functions that look around and change nothing: kept out of the jobs and events unless asked for. */
export const isInternal = (fun: string): boolean => internal.test(fun);
