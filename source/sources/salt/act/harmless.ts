const anyOf = (...patterns: readonly string[]): string => `(?:${patterns.join('|')})`;

const listed = (name: string): string => `${name}(?:,${name})*`;

const more = String.raw`(?:\s.*)?`;

// What changes nothing, on however many minions (salt/modules).
const looking = anyOf(
	String.raw`(?:test|pillar|status|sys)\.\w+`,
	String.raw`grains\.(?:get|items?|ls|fetch|has_value|equals)`,
	String.raw`disk\.(?:usage|percent|inodeusage|blkid|iostat)`,
	String.raw`network\.(?:ip_addrs6?|interfaces|hw_addr|ping|netstat|active_tcp|arp|routes|dig|connect|get_\w+)`,
	String.raw`mine\.(?:get|valid)`,
	String.raw`pkg\.(?:version|list_\w+|available_version|latest_version|upgrade_available|info_installed|owner|verify)`,
	String.raw`service\.(?:status|available|missing|enabled|disabled|show|get_\w+)`,
	String.raw`saltutil\.(?:running|find_job|find_cached_job|is_running)`,
	String.raw`state\.show_\w+`,
	String.raw`file\.(?:stats|read|readdir|file_exists|directory_exists|search|contains\w*|get_\w+)`,
	String.raw`(?:user|group)\.(?:info|list_\w+|getent)`,
	String.raw`ps\.(?!kill|pkill)\w+`,
	String.raw`(?:schedule\.list|cron\.(?:ls|list_tab)|mount\.active|config\.(?:get|items|option))`,
);

// What asks first even on a single minion: it ends or changes the machine as a whole, or takes something away.
const grave = String.raw`(?:\w*(?:reboot|shutdown|remove|purge|delete|destroy)\w*|rm|rmdir|halt|poweroff|init|stop|kill\w*|term_job|format|highstate|apply|sls|flush)`;

// Quotes and backslashes are read as a shell reads them: where they could hide what is meant, a question is asked.
const target = String.raw`(?:-[A-Z]\s+)?(?:"[^"\\]*"|'[^'\\]*'|[^\s"'\\])+`;
const bare = String.raw`[^"'\\]`;
const trial = String.raw`state\.(?:apply|highstate|sls|single)\s(?!.*test=.*test=)(?:${bare}*\s)?test=True(?:\s${bare}*)?`;
const one = String.raw`(?!.*\b(?:reboot|shutdown|halt|poweroff)\b)\w[\w.-]*\s+(?!\S*\.${grave}(?:[\s,]|$))[\w.,]+${more}`;

/** What may follow `salt` and `hook` and changes something without danger: what is done to one minion, and an event. */
export const ordinaryCommands: Readonly<Record<string, string>> = {salt: one, hook: '.*'};

/** What may follow `salt`, `runner` and `wheel` and changes nothing. */
export const harmlessCommands: Readonly<Record<string, string>> = {
	salt: anyOf(String.raw`${target}\s+${listed(looking)}${more}`, String.raw`${target}\s+${trial}`),
	runner: anyOf(
		String.raw`(?:jobs|doc|pillar|fileserver)\.(?!clear)\w+${more}`,
		String.raw`cache\.(?:grains|pillar|mine|list|fetch)${more}`,
		String.raw`manage\.(?:status|up|alived|present|reaped|joined|allowed|versions|not_\w+|list_\w+)${more}`,
		String.raw`manage\.down(?:\s+(?:tgt|tgt_type|timeout|gather_job_timeout)=[\w*.@:-]+)*`,
	),
	wheel: anyOf(
		String.raw`key\.(?:list\w*|finger\w*|name_match|print|key_str|get_key)${more}`,
		String.raw`(?:file_roots|pillar_roots)\.(?:list_\w+|find|read)${more}`,
		String.raw`(?:config\.values|minions\.connected)${more}`,
	),
};
