/** The one project or cluster that a URL names, by its id; or null. */
const idIn = (url: string): string | null =>
	/\/(?:projects?|clusters?)\/([^/]+)/.exec(new URL(url).pathname)?.[1]?.replace(/%3a/i, ':') ?? null;

/**
 * A name for each URL: the host, with the port where hosts are equal, with the project or cluster that it names where
 * the server is the same, with a number where that is not enough. `taken` names are not given again.
 */
export const namesFor = (urls: readonly string[], taken: readonly string[] = []): readonly string[] => {
	const all = urls.map(url => new URL(url));
	const used = new Set(taken);
	return urls.map((url, index) => {
		const {hostname, host} = new URL(url);
		const others = all.filter((other, at) => at !== index && other.hostname === hostname);
		const isShort = others.every(other => other.host === host) && !taken.includes(hostname);
		const server = isShort ? hostname : host;
		const id = others.some(other => other.host === host) ? idIn(url) : null;
		const wanted = id === null ? server : `${server}-${id}`;
		let name = wanted;
		for (let number = 2; used.has(name); number++) name = `${wanted}-${number}`;
		used.add(name);
		return name;
	});
};

// `rwatch logs …` could not name such a source.
const subcommands: readonly string[] = ['config', 'init', 'doctor', 'logs', 'completion', 'help'];

/** Why a source cannot have this name, or null. */
export const nameFault = (name: string): string | null => {
	if (name.includes('/')) return 'expected a name without a slash, which separates it from ids';
	return subcommands.includes(name) ? 'expected a name that is not a subcommand of rwatch' : null;
};
