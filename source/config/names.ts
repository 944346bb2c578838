/**
 * A name for each URL: the host, with the port where hosts are equal, with a number where that is not enough.
 * `taken` names are not given again.
 */
export const namesFor = (urls: readonly string[], taken: readonly string[] = []): readonly string[] => {
	const hostnames = urls.map(url => new URL(url).hostname);
	const used = new Set(taken);
	return urls.map((url, index) => {
		const hostname = hostnames[index] ?? '';
		const alone = hostnames.indexOf(hostname) === hostnames.lastIndexOf(hostname);
		const wanted = alone && !used.has(hostname) ? hostname : new URL(url).host;
		let name = wanted;
		for (let number = 2; used.has(name); number++) name = `${wanted}-${number}`;
		used.add(name);
		return name;
	});
};
